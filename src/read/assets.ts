/**
 * Every concrete thing a document names that can answer for a debt: with a certificate, a place, a plate, a quantity, a
 * sum or the company it is a stake in; or as named collateral. 名下房产 without more is no asset. With its owner, and what
 * is said to have happened to it.
 */
import type { AssetKind, CourtAsset } from '../model/courtDocument.js';
import type { ReadingContext } from './context.js';
import { depositsIn, goodsIn, stakesIn, vehiclesIn } from './holdings.js';
import { body, findings, isTold, sentencesIn } from './prose.js';
import type { Range } from './prose.js';
import { placesIn } from './places.js';
import { scanOf, textAt } from './references.js';
import type { Scan } from './references.js';
import { readSecurities } from './securities.js';
import { AFOREMENTIONED, OURS, statesAround } from './seizures.js';
import type { StateAt } from './seizures.js';
import { thingKind } from './things.js';
import type { AssetDraft } from './things.js';

/** X名下的下列财产：1.…；2.…: things listed have the owner of the list. */
const LIST_OF = /(?:名下|所有|持有|拥有|提供)[^：:；。]{0,20}[：:]/;

/** Who reads which things, and the words without which a sentence tells of none. */
const KINDS: readonly {
  readonly words: RegExp;
  readonly read: (scan: Scan, sentence: Range, found: readonly AssetDraft[]) => Iterable<AssetDraft>;
}[] = [
  { words: /位于|坐落|座落|名下|所有|拥有|共有|[权房地产]证|获得/, read: placesIn },
  { words: /股/, read: stakesIn },
  { words: /冻结|扣划|划拨|提取|存单|存款单|保全/, read: depositsIn },
  { words: /车/, read: vehiclesIn },
  { words: /[台套吨辆批条艘]|设备/, read: goodsIn },
];

/** @returns the assets in the order of the text, each once. Never throws. */
export function readAssets(context: ReadingContext): readonly CourtAsset[] {
  const scan = scanOf(context);
  const drafts: AssetDraft[] = [];
  for (const range of rangesOf(context)) {
    const told = scan.text.slice(range.start, range.end);
    const kinds = KINDS.filter(({ words }) => words.test(told));
    for (const sentence of sentencesIn(scan.text, range)) {
      const words = scan.text.slice(sentence.start, sentence.end);
      const found: AssetDraft[] = [];
      for (const kind of kinds) if (kind.words.test(words)) found.push(...kind.read(scan, sentence, found));
      found.sort((a, b) => a.at.start - b.at.start);
      let last: readonly string[] = [];
      for (const draft of found) {
        if (draft.owners.length === 0 && LIST_OF.test(scan.text.slice(sentence.start, draft.at.start)))
          draft.owners = last;
        last = draft.owners.length > 0 ? draft.owners : last;
        draft.states.push(...statesAround(scan, draft.at, sentence));
        merge(scan, drafts, draft);
      }
      pointBack(scan, sentence, drafts);
    }
  }
  addCollateral(context, scan, drafts);
  if (context.docType === 'notice' && /拍卖[^，。；]{0,4}裁定|裁定[^，。；]{0,4}拍卖/.test(context.text)) {
    const hit = /拍卖/.exec(context.text)!;
    for (const draft of drafts) addState(draft, { state: 'auctioned', start: hit.index, end: hit.index + 2 });
  }
  // A thing of nobody known to which nothing happened, without a certificate, answers for no debt.
  return drafts
    .filter((draft) => draft.owners.length > 0 || draft.states.length > 0 || draft.certificate !== undefined)
    .map((draft) => stated(context, scan, draft));
}

function stated(context: ReadingContext, scan: Scan, draft: AssetDraft): CourtAsset {
  const { certificate, location } = draft;
  return {
    at: scan.span(draft.at.start, draft.at.end),
    kind: draft.kind,
    owners: draft.owners,
    description: textAt(scan, draft.description),
    ...(certificate && {
      certificateNumber: { value: certificate.value, at: scan.span(certificate.start, certificate.end) },
    }),
    ...(location && { location: textAt(scan, location) }),
    states: draft.states.map(({ state, start, end, from, until, court: by }) => {
      const court = by === OURS ? context.court : by;
      return {
        state,
        at: scan.span(start, end),
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
        ...(court === undefined ? {} : { court }),
      };
    }),
  };
}

/** Findings, reasons and disposition; what a notice or an enforcement ruling tells without such sections; else nothing claimed only. */
function rangesOf(context: ReadingContext): readonly Range[] {
  const { procedure, claims, facts, disposition } = context.sections;
  const found = findings(context);
  if (context.docType === 'notice') return [{ start: 0, end: context.text.length }];
  if (context.docType === 'judgment' || context.docType === 'mediation') {
    const agreed =
      isTold(claims) && /事实[^。，]{0,20}一致/.test(context.text.slice(claims.end, context.sections.reasoning.end));
    const ranges = [...(agreed || !isTold(facts) ? [claims] : []), ...found, disposition].filter(isTold);
    return ranges.length > 0 ? ranges : [body(context)];
  }
  return [procedure, ...found, disposition].filter(isTold);
}

// --- merging ---------------------------------------------------------------------------------------------------------

function addState(draft: AssetDraft, state: StateAt): void {
  if (!draft.states.some((known) => known.state === state.state)) draft.states.push(state);
}

/** A thing is looked for among so many before it: more than any document tells of, and few enough for a list without end. */
const near = 300;

function merge(scan: Scan, drafts: AssetDraft[], draft: AssetDraft): void {
  const recent = drafts.length > near ? drafts.slice(-near) : drafts;
  const twin = recent.find((known) => isSame(scan, known, draft));
  if (!twin) {
    drafts.push(draft);
    return;
  }
  for (const state of draft.states) addState(twin, state);
  if (twin.owners.length === 0) twin.owners = draft.owners;
  twin.certificate ??= draft.certificate;
  twin.location ??= draft.location;
}

/** Whether two readings are of one thing: by certificate, else by kind, owner and place, else by the words. */
function isSame(scan: Scan, one: AssetDraft, other: AssetDraft): boolean {
  if (one.certificate && other.certificate) {
    return one.certificate.value === other.certificate.value && !/[*×]/.test(one.certificate.value);
  }
  if (one.kind !== other.kind) return false;
  const owned = one.owners.length > 0 && other.owners.length > 0;
  if (owned && !one.owners.some((name) => other.owners.includes(name))) return false;
  const [here, there] = [one.location, other.location].map((place) => place && plain(scan, place));
  if (one.certificate ?? other.certificate) return here !== undefined && here === there;
  if (here !== undefined && there !== undefined && !/[*×]/.test(here)) return here === there;
  const [a, b] = [plain(scan, one.description), plain(scan, other.description)];
  if (one.kind === 'vehicle') return plateOf(a) === plateOf(b);
  if (a === b) return true;
  const loose = one.kind === 'equity' || one.kind === 'deposit';
  return loose && (a.includes(b) || b.includes(a) || targetOf(a) === targetOf(b));
}

const plain = (scan: Scan, range: Range): string =>
  scan.text.slice(range.start, range.end).replace(/[\s，,、的全部]/g, '');
/** 京A12345 of 京A12345号小型轿车. */
const plateOf = (words: string): string => /^.[A-ZＡ-Ｚ][·•.]?[A-Z0-9Ａ-Ｚ０-９×XＸ*＊]*/.exec(words)?.[0] ?? words;
const targetOf = (words: string): string => /^.*?(?:公司|银行|厂)/.exec(words)?.[0] ?? words;

const NOUN_KINDS: Readonly<Record<string, readonly AssetKind[]>> = {
  土地: ['landUseRight'],
  房产: ['realEstate'],
  房屋: ['realEstate'],
  房地产: ['realEstate', 'landUseRight'],
  不动产: ['realEstate', 'landUseRight'],
  厂房: ['realEstate'],
  构筑物: ['realEstate'],
  股权: ['equity'],
  股份: ['equity'],
  车辆: ['vehicle'],
  设备: ['equipment'],
  存单: ['deposit'],
};

/** 裁定拍卖上述土地及构筑物: states for things named earlier. */
function pointBack(scan: Scan, sentence: Range, drafts: readonly AssetDraft[]): void {
  if (drafts.length === 0) return;
  const words = scan.text.slice(sentence.start, sentence.end);
  for (const hit of words.matchAll(AFOREMENTIONED)) {
    const start = sentence.start + hit.index;
    const nouns = Object.keys(NOUN_KINDS).filter((noun) => hit[0].includes(noun));
    const kinds = nouns.flatMap((noun) => NOUN_KINDS[noun]!);
    const end =
      start +
      Math.max(
        hit[0].indexOf(hit[1]!) + hit[1]!.length,
        ...nouns.map((noun) => hit[0].lastIndexOf(noun) + noun.length),
      );
    const states = statesAround(scan, { start, end }, sentence);
    for (const draft of drafts) {
      if (draft.at.end > start || (kinds.length > 0 ? !kinds.includes(draft.kind) : false)) continue;
      for (const state of states) addState(draft, state);
    }
  }
}

/** Collateral that the securities name, where it is not yet among the assets. */
function addCollateral(context: ReadingContext, scan: Scan, drafts: AssetDraft[]): void {
  const { text } = context;
  for (const security of readSecurities(context)) {
    if (!security.collateral) continue;
    const { value, at } = security.collateral;
    const start = text.indexOf(value, Math.max(0, at.start));
    const kind = thingKind(value);
    if (start < 0 || !kind) continue;
    const range = { start, end: start + value.length };
    const known = drafts.find(
      (draft) =>
        (draft.description.start < range.end + 4 && draft.at.end > range.start - 4 && draft.at.start < range.end) ||
        (draft.owners.includes(security.provider) &&
          (draft.kind === kind || /林/.test(value)) &&
          (draft.certificate !== undefined ||
            draft.location !== undefined ||
            plain(scan, draft.description).includes(plain(scan, range)) ||
            plain(scan, range).includes(plain(scan, draft.description)) ||
            targetOf(value) === targetOf(plain(scan, draft.description)))),
    );
    const unregistered = /未(?:办理|进行)[^，。；]{0,8}(?:抵押|质押|登记)/.test(text.slice(range.end, range.end + 120));
    const word =
      security.kind === 'pledge' || /质押/.test(text.slice(range.end, range.end + 60)) ? 'pledged' : 'mortgaged';
    const state: StateAt[] = unregistered || security.kind === 'guarantee' ? [] : [{ state: word, ...range }];
    if (known) {
      for (const one of state) addState(known, one);
      continue;
    }
    drafts.push({
      kind,
      at: range,
      owners: [security.provider],
      description: range,
      certificate: registrationNear(scan, range),
      states: state,
    });
  }
}

/** 办理了编号为X的动产抵押登记. */
function registrationNear(scan: Scan, range: Range): AssetDraft['certificate'] {
  const words = scan.text.slice(range.end, range.end + 160);
  const hit =
    /(?:编号为?|登记编号[：:]?|登记证号[：:]?)([^，。；、《》]{4,40}号)(?:的)?(?:《)?(?:动产|抵押|质押|股权)/.exec(
      words,
    );
  return hit
    ? {
        value: hit[1]!,
        start: range.end + hit.index + hit[0].indexOf(hit[1]!),
        end: range.end + hit.index + hit[0].indexOf(hit[1]!) + hit[1]!.length,
      }
    : undefined;
}
