/**
 * Houses and land, by their place (位于…的房产) or their title certificate: description, place, certificate, owner.
 * Indexes are UTF-16.
 */
import type { AssetKind } from '../model/courtDocument.js';
import { certificatesIn } from './certificates.js';
import type { Certificate } from './certificates.js';
import { BLANK } from './items.js';
import { ownerBefore } from './owners.js';
import { opening } from './prose.js';
import type { Range } from './prose.js';
import { groupsIn, within } from './references.js';
import type { Scan } from './references.js';
import { thingKind } from './things.js';
import type { AssetDraft } from './things.js';

const HEAD =
  /(?:国有|集体)?(?:建设用地|土地|林地|海域|农用地)(?:使用权|保用权)|林权|房地产(?!权证|权属|估价|评估|开发|公司)|不动产(?!权证|登记|权)|房产(?!证|权证|管理)|房屋(?!所有权证)|商业用房|营业用房|办公用房|商铺|门面房?|店面|厂房|办公楼|宿舍楼|写字楼|综合楼|商服|公寓|别墅|车库|车位|在建工程|构筑物、附属物|构筑物|建筑物|附属物|(?:工业|住宅|商业|建设|综合)用地|住宅(?!小区|用地)|仓库|(?<![0-9A-Za-z第])[0-9A-Za-z]{2,5}(?:号|室|房)(?:房)?(?=[[（(，。；、【]|$|进行|予以|作为|的)|(?<![0-9])[0-9]{3,4}房(?![地产权屋])/g;
/** 伍兹公寓3栋20B的房产: the first noun belongs to the address. */
const PART_OF_ADDRESS = /^[0-9A-Za-z一二三四五六七八九十]{1,4}(?:号|栋|幢|座|单元|楼|层|期)/;
/** 甲路1号房产、乙路2号房产 are two things. */
const ANOTHER_ADDRESS =
  /^([、，及和与]|以及)(?![^，。；、]{0,20}(?:位于|坐落|座落|名下|所有|拥有|以其|将其))[^，。；、]{2,30}[路街道巷区村][^，。；]*[0-9]/;
/** The same, for asking whether there is one. */
const HEAD_WORD = new RegExp(HEAD.source);
const PLACE = /位于|坐落于|坐落在|座落于|座落在|坐落|座落/g;
const AREA = /[省市区县镇乡村路街巷道号栋幢层室座弄丘园*×]/;
/** What follows 位于 or 名下 and is no place. */
const NO_PLACE = /^(?:该|涉案|案涉|上述|前述|其|车牌)|停放|以下简称|(?:[和与及]|、)$/;
const NP_END =
  /进行|予以|评估|查封|冻结|拍卖|变卖|折价|作为?抵押|作抵押|提供|优先|享有|折抵|抵债|过户|归|因|作价|为[^，。；]{0,30}(?:借款|债务|债权|担保)|向[^，。；]{2,20}(?:抵押|提供)|设定|设立|办理|用于/;

/** The houses and plots of a sentence. */
export function* placesIn(scan: Scan, sentence: Range): Generator<AssetDraft> {
  const { text } = scan;
  const words = text.slice(sentence.start, sentence.end);
  const certificates = certificatesIn(text, sentence);
  const used = new Set<Certificate>();
  let covered = sentence.start;
  const anchors = anchorsIn(scan, sentence, words);
  for (let i = 0; i < anchors.length; i++) {
    const anchor = anchors[i]!;
    if (anchor.place < covered) continue;
    const numbered = certificates.find((one) => one.start >= anchor.place && !used.has(one));
    const listed = numbered && HEAD_WORD.test(text.slice(anchor.place, numbered.cue)) ? numbered : undefined;
    const phrase = nounPhrase(text, anchor.place, listed?.cue ?? sentence.end);
    if (!phrase) continue;
    const own = certificates.filter(
      (one) =>
        one.start >= anchor.place &&
        one.start <= phrase.end + 60 &&
        (!listed || one.run === listed.run) &&
        !used.has(one) &&
        belongs(text, phrase.end, one),
    );
    const location = locationOf(text, anchor.place, phrase, own[0]);
    if (own.length === 0 && !location) continue;
    covered = phrase.end;
    const more = ANOTHER_ADDRESS.exec(text.slice(phrase.end, Math.min(sentence.end, phrase.end + 80)));
    if (more) anchors.splice(i + 1, 0, { start: anchor.start, place: phrase.end + more[1]!.length });
    const owners = ownerBefore(scan, sentence, anchor.start);
    const kind = thingKind(text.slice(phrase.head, phrase.end)) ?? 'realEstate';
    const base = {
      kind: kind === 'landUseRight' ? kind : ('realEstate' as AssetKind),
      at: { start: anchor.place, end: phrase.end },
      owners,
      states: [],
    };
    if (own.length > 1) {
      const lots = lotsOf(text, location, own.length);
      for (const [i, certificate] of own.entries()) {
        used.add(certificate);
        yield {
          ...base,
          states: [],
          description: { start: phrase.head, end: phrase.end },
          certificate,
          location: lots?.[i] ?? location,
        };
      }
      continue;
    }
    const units = own.length === 0 && location ? unitsOf(text, location) : [];
    if (units.length > 1) {
      for (const unit of units)
        yield { ...base, states: [], description: { start: phrase.head, end: phrase.end }, location: unit };
      continue;
    }
    if (own[0]) used.add(own[0]);
    for (const part of partsOf(text, phrase)) {
      const partKind = thingKind(text.slice(part.start, part.end)) ?? base.kind;
      yield {
        ...base,
        states: [],
        kind: partKind === 'landUseRight' ? partKind : 'realEstate',
        description: part,
        certificate: own[0],
        location,
      };
    }
  }
  for (const certificate of certificates) {
    if (used.has(certificate)) continue;
    const draft = certified(scan, sentence, certificate);
    if (draft) yield draft;
  }
}

/** 甲的肇庆市端州区三路12号: a place right behind its owner. */
const OWN_ADDRESS =
  /^的(?![^，。]{0,14}(?:位于|坐落|座落|名下|所有|以其|将其))[\u4e00-\u9fa5]{2,6}?[省市区县][^，。；、：]{2,30}?(?:[0-9]号|[0-9][栋幢座]|[室房])/;

interface Anchor {
  readonly start: number;
  readonly place: number;
}

/** Where a thing with a place may begin: after 位于, or after X名下的 and X所有的 when a place follows. */
function anchorsIn(scan: Scan, sentence: Range, words: string): Anchor[] {
  const anchors: Anchor[] = [];
  for (const hit of words.matchAll(PLACE))
    anchors.push({ start: sentence.start + hit.index, place: sentence.start + hit.index + hit[0].length });
  for (const hit of words.matchAll(
    /(?:名下|所有|拥有|共有|获得|取得)(?:所有)?(?:的|，)?(?!位于|坐落|座落|的|债务|财产|事实|人|权)/g,
  )) {
    const place = sentence.start + hit.index + hit[0].length;
    const ahead = scan.text.slice(place, place + 40);
    if (
      /^[\u4e00-\u9fa5A-Za-z0-9*×]{2,30}?(?:[路街道巷]|号|栋|幢|室|小区|花园|[*×]{2})/.test(ahead) &&
      /[路街道巷村镇区号]/.test(ahead)
    )
      anchors.push({ start: place, place });
  }
  for (const { end } of within(scan.named, sentence.start, sentence.end)) {
    if (OWN_ADDRESS.test(scan.text.slice(end, end + 50))) anchors.push({ start: end + 1, place: end + 1 });
  }
  return anchors.sort((a, b) => a.place - b.place);
}

interface Phrase {
  /** Where the words that say what it is begin. */
  readonly head: number;
  readonly end: number;
}

/** The noun phrase that starts at a place: up to its last head noun before the clause ends or a verb takes over. */
function nounPhrase(text: string, from: number, until: number): Phrase | undefined {
  const words = text.slice(from, Math.min(until, from + 260));
  const stop = clauseEnd(words);
  const clause = words.slice(0, stop);
  const verb = NP_END.exec(clause.replace(/[（([【][^）)\]】]*[）)\]】]/g, (part) => BLANK.repeat(part.length)));
  const limit = verb ? verb.index : clause.length;
  let last: RegExpExecArray | undefined;
  let first: RegExpExecArray | undefined;
  for (const hit of clause.slice(0, limit).matchAll(HEAD)) {
    if (hit.index < 2 || PART_OF_ADDRESS.test(clause.slice(hit.index + hit[0].length))) continue;
    if (last) {
      const gap = clause.slice(last.index + last[0].length, hit.index);
      if (ANOTHER_ADDRESS.test(gap)) break;
      if (/以其|将其|名下|位于|坐落|拥有/.test(gap)) break; // the next thing, not more words for this one
      if (
        hit.index - last.index > 40 &&
        clause.slice(0, last.index).includes('的') &&
        !/^(?:[、及和与（(]|以及|的)/.test(gap)
      )
        break;
    }
    first ??= hit;
    last = hit;
  }
  if (!last || !first) return undefined;
  const end = last.index + last[0].length;
  const tail =
    /^(?:[（(][^（）()]{1,12}(?:m2|㎡|平方米)[）)]|及(?:屋内|地上|附属|其)[^，。；（(进予]{1,10}|、附属物|等构筑物(?:、附属物)?)/.exec(
      clause.slice(end, limit),
    );
  const unit = /^[0-9]/.test(first[0]);
  const noun = unit && !/^[0-9]/.test(last[0]) ? last : first; // 036号房的房产
  const head = unit ? noun.index : headStart(clause, first.index);
  return { head: from + head, end: from + end + (tail ? tail[0].length : 0) };
}

/** Clauses end at ，, except before certificate, area or the rest of the address. */
function clauseEnd(words: string): number {
  for (let at = 0; at < words.length; at++) {
    const sign = words[at];
    if (sign === '。' || sign === '；' || sign === '\n' || sign === '：') return at;
    if (sign === '（' || sign === '(' || sign === '[' || sign === '【') {
      const close = words.slice(at).search(/[）)\]】]/);
      if (close > 0) at += close;
    } else if (
      (sign === '，' || sign === ',') &&
      !/^.{0,3}(?:房地产权|房屋所有权|产权证|房产证|不动产|权证|证号|建筑面积|面积|土地证|房号|国有|土地使用)/.test(
        words.slice(at + 1),
      )
    )
      return at;
  }
  return words.length;
}

/** Words before the head noun that belong to it: 建筑面积263.11平方米的, 三宗, 无产权证照的, 第9层. */
function headStart(clause: string, head: number): number {
  const before = clause.slice(0, head);
  const modified =
    /(?:建筑面积(?:为|约|共)?[\d.．,]+平方米(?:的)?|[\d.．]+(?:平方米|㎡|亩)(?:的)?|[一二两三四五六七八九十]+(?:套|处|宗|间|栋|幢)(?:的)?|\d+(?:套|处|宗|间)(?:的)?|无产权证照的|原)*$/.exec(
      before,
    );
  return head - (modified ? modified[0].length : 0);
}

/** The place: from after 位于 up to certificate, area or head noun. */
function locationOf(
  text: string,
  from: number,
  phrase: Phrase,
  certificate: Certificate | undefined,
): Range | undefined {
  let end = phrase.head;
  if (certificate && certificate.cue < end && certificate.cue > from) end = certificate.cue;
  let words = text.slice(from, end);
  const cut =
    /[，,、]?(?:的)?(?:建筑面积|房地产权|产权证|房产证|不动产权|证号|面积|房屋所有权|国有土地使用证|土地证)/.exec(
      words,
    );
  if (cut) words = words.slice(0, cut.index);
  words = words.replace(/[，,、的（(\s]+$/, '');
  if (/^[0-9A-Za-z]{2,5}(?:号|室|房)/.test(text.slice(phrase.head, phrase.end)) && !cut)
    words = text.slice(from, phrase.end);
  if (words.length < 3 || !AREA.test(words) || NO_PLACE.test(words)) return undefined;
  return { start: from, end: from + words.length };
}

/** 8/34丘、48/49丘、48/34丘: as many places as certificates. */
function lotsOf(text: string, location: Range | undefined, size: number): readonly Range[] | undefined {
  if (!location) return undefined;
  const parts = text.slice(location.start, location.end).split('、');
  if (parts.length !== size) return undefined;
  let at = location.start;
  return parts.map((part) => {
    const range = { start: at, end: at + part.length };
    at += part.length + 1;
    return range;
  });
}

/** 金馨苑10栋503、金玉苑6栋201: each is a thing of its own where each has an address and ends in a number. */
function unitsOf(text: string, location: Range): readonly Range[] {
  const parts = text.slice(location.start, location.end).split('、');
  if (
    parts.length > 40 ||
    !parts.every((part, i) => /[0-9][A-Za-z]?(?:号|室|房|号房)?$/.test(part) && (i === 0 || /[一-龥]{3}/.test(part)))
  )
    return [];
  let at = location.start;
  return parts.map((part) => {
    const range = { start: at, end: at + part.length };
    at += part.length + 1;
    return range;
  });
}

/** 厂房（10814.25m2）及工业用地（62377.30m2）are two things; 办公楼、宿舍楼 and 房屋及屋内资产 stay one. */
function partsOf(text: string, phrase: Phrase): readonly Range[] {
  const words = text.slice(phrase.head, phrase.end);
  const split = /^([^（(]{2,10}[（(][^（）()]{2,20}[）)])(?:及|和|、)([^（(]{2,10}[（(][^（）()]{2,20}[）)])$/.exec(
    words,
  );
  if (!split) return [{ start: phrase.head, end: phrase.end }];
  return [
    { start: phrase.head, end: phrase.head + split[1]!.length },
    { start: phrase.end - split[2]!.length, end: phrase.end },
  ];
}

/** Whether a certificate behind a phrase is the phrase's own: nothing but brackets and its cue between. */
const belongs = (text: string, end: number, certificate: Certificate): boolean =>
  certificate.start < end ||
  (/^[[（(【，,]?[^，。；（）()]{0,12}(?:[：:]\s?\d*)?[^。；]{0,40}$/.test(text.slice(end, certificate.cue)) &&
    !/[；。]|位于|名下/.test(text.slice(end, certificate.cue)));

/** A thing known by its certificate: 余华拥有白岩路61号二层商业用房房地产权证[…], 林证字第…号林权证项下之林权. */
function certified(scan: Scan, sentence: Range, certificate: Certificate): AssetDraft | undefined {
  const { text } = scan;
  const after =
    /^(?:的|项下(?:的|之)?|[）)\]】])*(?:[一二三四五六七八九十\d]+[宗套处])?((?:林权证项下[之的])?(?:国有)?(?:土地使用权|林权|房产|房屋|不动产|房地产|建设用地使用权|林木))/.exec(
      text.slice(certificate.run, Math.min(sentence.end, certificate.run + 30)),
    );
  if (after) {
    const end = certificate.run + after[0].length;
    const noun = /(?:国有)?(?:土地使用权|林权|房产|房屋|不动产|房地产|建设用地使用权|林木)$/.exec(after[0])!;
    const description = { start: end - noun[0].length, end };
    return {
      kind: thingKind(noun[0]) ?? 'realEstate',
      at: { start: certificate.start, end },
      owners: ownerOfRun(scan, sentence, certificate.cue),
      description,
      certificate,
      states: [],
    };
  }
  const from = opening(text, certificate.cue, '；，。及、', Math.max(sentence.start, certificate.cue - 400));
  const words = text.slice(from, certificate.cue);
  const head = [...words.matchAll(HEAD)].at(-1);
  if (!head) return undefined;
  const owner = groupsIn(scan, from, certificate.cue).at(-1);
  const verb = /(?:共有|拥有|取得|获得|名下的?|所有的?)/.exec(words);
  let begin = from;
  let owners: readonly string[] = [];
  if (verb && verb.index < 40) {
    begin = from + verb.index + verb[0].length;
    owners =
      ownerBefore(scan, sentence, begin).length > 0 ? ownerBefore(scan, sentence, begin) : owner ? owner.names : [];
  } else if (owner && owner.start === from) {
    begin = owner.end;
    owners = owner.names;
  }
  const place = /^[\u4e00-\u9fa5A-Za-z0-9]{2,30}?(?:路|街|巷|道|村)[0-9０-９-]{1,6}号/.exec(
    text.slice(begin, certificate.cue),
  );
  if (!place) return undefined;
  const description = { start: begin + place[0].length, end: from + head.index + head[0].length };
  if (description.end <= description.start) return undefined;
  return {
    kind: 'realEstate',
    at: { start: begin, end: certificate.end },
    owners,
    description,
    certificate,
    location: { start: begin, end: begin + place[0].length },
    states: [],
  };
}

function ownerOfRun(scan: Scan, sentence: Range, at: number): readonly string[] {
  const group = groupsIn(scan, Math.max(sentence.start, at - 60), at).at(-1);
  return group && /^(?:名下|所有|持有|提供|拥有|的|抵押物|抵押|财产|，|即|[：:])*$/.test(scan.text.slice(group.end, at))
    ? group.names
    : [];
}
