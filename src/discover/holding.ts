/**
 * Things the members of a cast own, put together from all documents that describe them, and who has seized them.
 *
 *   one thing   by certificate number; without one by kind and place as described
 *   gone        the latest document gives it to somebody else, or says it was transferred
 *   ours        a measure of our file, or one taken in a case of ours; all others are seizures by others
 *   lifted      a later document of the same dispute says so, or its own document does
 */
import type { Run } from '../graph/engine.js';
import {
  holdingsOf,
  measuresOf,
  ourCasesAmong,
  seizuresOfAssets,
  type HoldingRow,
  type SeizureOfAsset,
} from '../graph/holding.js';
import type { EvidenceRef } from '../model/clue.js';
import type { AssetKind } from '../model/courtDocument.js';
import { oncePerCast, type Cast, type Seen } from './cast.js';
import { disputesOf, type Dispute } from './dispute.js';
import { compare, latest, quotes } from './evidence.js';
import type { SeizureFacts, Weight } from './rule.js';
import { byTier } from './tier.js';

export interface Lying {
  readonly facts: SeizureFacts;
  readonly row: SeizureOfAsset;
  readonly lifted: boolean;
}

export interface Holding {
  readonly seen: Seen;
  /** Smallest asset id of the thing. */
  readonly subject: string;
  readonly kind: AssetKind;
  readonly caption: string;
  readonly descriptions: readonly HoldingRow['descriptions'][number][];
  /** Latest value that a document states, in fen. */
  readonly value: number | null;
  /** Only documents of our own cases tell of it: we may have seized it already. */
  readonly fromOurCases: boolean;
  readonly gone: boolean;
  readonly auctioned: boolean;
  /** We hold a mortgage or pledge over it; others do, as far as documents say. */
  readonly priority: boolean;
  readonly encumbered: boolean;
  readonly cap: number | null;
  /** Seizures by others, lifted ones too; who came first first. */
  readonly others: readonly Lying[];
  /** Our own measure, the latest. */
  readonly ours: Lying | null;
  readonly evidence: readonly EvidenceRef[];
  readonly documents: readonly string[];
  readonly fetchedAt: string;
  readonly since: string | null;
}

type Thing = Omit<HoldingRow, 'mention' | 'ownsAt'>;

/** Input: a cast. Output: what its members own, or what we seized from its customers; in order of customer and thing. */
export const holdingsOfCast = oncePerCast(askHoldings);

async function askHoldings(run: Run, cast: Cast): Promise<readonly Holding[]> {
  if (!cast.members.length) return [];
  const owned = await holdingsOf(run, cast.mentions);
  const measured =
    cast.members[0]?.role === 'borrower'
      ? await measuresOf(run, [...new Set(cast.members.map((member) => member.customer))].sort())
      : [];
  const things = new Map<string, { seen: Seen; rows: Thing[]; ownsAt: { document: string; at: string | null }[] }>();
  const add = (seen: Seen, row: Thing, ownsAt: string | null): void => {
    const key = `${seen.member.customer}\n${seen.member.party}\n${identityOf(row)}`;
    const thing = things.get(key) ?? { seen, rows: [], ownsAt: [] };
    if (byTier(seen.tier, thing.seen.tier) < 0) thing.seen = seen;
    if (!thing.rows.some((known) => known.asset === row.asset)) thing.rows.push(row);
    if (ownsAt) thing.ownsAt.push({ document: seen.mention.document, at: ownsAt });
    things.set(key, thing);
  };
  for (const row of [...owned].sort((a, b) => compare(a.asset, b.asset) || compare(a.mention, b.mention)))
    for (const seen of cast.seen.get(row.mention) ?? []) add(seen, row, row.ownsAt);
  for (const row of measured) {
    if (
      [...things.values()].some(
        ({ seen, rows }) => seen.member.customer === row.customer && rows.some((known) => known.asset === row.asset),
      )
    )
      continue;
    // Our file says whose debt it was seized for, and so whose it is.
    const member = cast.members.find((one) => one.customer === row.customer);
    if (member && !row.owners.length) add({ member, tier: 'T1', mention: member.own }, row, null);
  }
  if (!things.size) return [];
  const assets = [...new Set([...things.values()].flatMap(({ rows }) => rows.map((row) => row.asset)))].sort();
  const seizures = await seizuresOfAssets(run, assets);
  const cases = [
    ...seizures.flatMap((row) => [...row.cases, ...row.documentCases]),
    ...[...things.values()].flatMap(({ rows }) => rows.flatMap((row) => row.cases.map((one) => one.id))),
  ];
  const disputes = await disputesOf(run, cases);
  const oursAmong = await ourCasesAmong(
    run,
    [...new Set([...disputes.values()].flatMap((dispute) => [...dispute.cases]))].sort(),
  );
  const isOurs = (ids: readonly string[]): boolean =>
    ids.some((id) => [...(disputes.get(id)?.cases ?? [id])].some((one) => oursAmong.has(one)));
  return [...things].sort(([a], [b]) => compare(a, b)).map(([, thing]) => holding(thing, seizures, disputes, isOurs));
}

function holding(
  {
    seen,
    rows,
    ownsAt,
  }: { seen: Seen; rows: readonly Thing[]; ownsAt: readonly { document: string; at: string | null }[] },
  all: readonly SeizureOfAsset[],
  disputes: ReadonlyMap<string, Dispute>,
  isOurs: (cases: readonly string[]) => boolean,
): Holding {
  const descriptions = rows
    .flatMap((row) => row.descriptions)
    .sort((a, b) => compare(a.date ?? '', b.date ?? '') || compare(a.document, b.document));
  const kind = (rows[0]?.kind ?? 'other') as AssetKind;
  const assets = new Set(rows.map((row) => row.asset));
  const said = descriptions.filter((one) => one.states?.length).at(-1);
  const owners = rows.flatMap((row) => row.owners);
  const dateOf = new Map(descriptions.map((one) => [one.document, one.date ?? '']));
  const lastOwned = latest(owners.map((owner) => dateOf.get(owner.document)));
  const lastOwners = owners.filter((owner) => lastOwned !== '' && dateOf.get(owner.document) === lastOwned);
  const securities = rows.flatMap((row) => row.securities);
  const casesOf = (document: string): string[] =>
    rows.flatMap((row) => row.cases).flatMap((one) => (one.document === document ? [one.id] : []));
  const securedUs = new Set(rows.flatMap((row) => row.securedUs));
  const security = securities.filter((one) => securedUs.has(one.id) || isOurs(casesOf(one.document)));
  const caption =
    descriptions.map((one) => one.description ?? one.location).find((text) => text) ?? rows[0]?.certificate ?? kind;
  const mine = all.filter((row) => assets.has(row.asset));
  const lying = mine.map((row): Lying => ({
    row,
    facts: factsOf(row, kind),
    lifted: isLifted(row, descriptions, casesOf, mine, disputes),
  }));
  const measure = (one: Lying): boolean => one.row.ours === true || one.row.customers.length > 0;
  const others = lying.filter((one) => !measure(one) && !isOurs([...one.row.cases, ...one.row.documentCases]));
  const ours = lying.filter(measure).sort((a, b) => compare(a.facts.from ?? '', b.facts.from ?? '') || compare(a.row.id, b.row.id)).at(-1) ?? null; // prettier-ignore
  const chosen = distinct(others, disputes);
  return {
    seen,
    subject: [...assets].sort(compare)[0] ?? '',
    kind,
    caption: caption.length > 60 ? `${caption.slice(0, 60)}…` : caption,
    descriptions,
    value: descriptions.filter((one) => one.value !== null).at(-1)?.value ?? null,
    fromOurCases: descriptions.length > 0 && descriptions.every((one) => isOurs(casesOf(one.document))),
    gone:
      (said?.states?.includes('transferred') ?? false) ||
      (lastOwners.length > 0 && !lastOwners.some((owner) => owner.party === seen.member.party) && seen.tier !== 'T3'),
    auctioned: said?.states?.includes('auctioned') ?? false,
    priority: security.length > 0,
    encumbered:
      securities.length > security.length ||
      (security.length === 0 && (said?.states?.some((state) => state === 'mortgaged' || state === 'pledged') ?? false)),
    cap: securities
      .filter((one) => !security.includes(one))
      .reduce<number | null>((sum, one) => (one.cap === null ? sum : (sum ?? 0) + one.cap), null),
    others: chosen,
    ours,
    evidence: [
      ...ownsAt.flatMap(({ document, at }) => quotes(document, at, { '': { zh: '权属', en: 'who owns it' } })),
      ...descriptions.flatMap((one) =>
        quotes(one.document, one.at, {
          '': { zh: '财产', en: 'the asset' },
          description: { zh: '财产描述', en: 'description' },
          location: { zh: '坐落', en: 'location' },
          value: { zh: '价值', en: 'value' },
          ...Object.fromEntries((one.states ?? []).map((state) => [state, { zh: '财产状态', en: 'state' }])),
        }),
      ),
      ...[...chosen, ...(ours ? [ours] : [])].flatMap(({ row }) =>
        quotes(row.document, row.at, {
          '': { zh: '查封、冻结', en: 'seizure' },
          from: { zh: '起', en: 'from' },
          until: { zh: '止', en: 'until' },
        }),
      ),
    ],
    documents: [
      ...new Set([
        seen.member.own.document,
        ...descriptions.map((one) => one.document),
        ...ownsAt.map((one) => one.document),
        ...[...chosen, ...(ours ? [ours] : [])].map(({ row }) => row.document),
      ]),
    ].sort(),
    fetchedAt: latest([...descriptions.map((one) => one.fetchedAt), ...lying.map(({ row }) => row.fetchedAt)]),
    since: latest([...descriptions.map((one) => one.date), ...chosen.map(({ row }) => row.date)]) || null,
  };
}

const factsOf = (row: SeizureOfAsset, kind: AssetKind): SeizureFacts => ({
  kind,
  court: row.court ?? (row.cases.length ? row.documentCourt : null),
  caseNumber: row.caseNumber ?? (row.cases.length ? row.documentCaseNumber : null),
  from: row.from,
  until: row.until,
  waiting: row.waiting === true || (row.rank ?? 1) > 1,
});

/** Its own document says so, or a later one of its dispute; where nothing says by which case it was taken, any later one. */
function isLifted(
  row: SeizureOfAsset,
  descriptions: Holding['descriptions'],
  casesOf: (document: string) => readonly string[],
  all: readonly SeizureOfAsset[],
  disputes: ReadonlyMap<string, Dispute>,
): boolean {
  if (row.state === 'released') return true;
  const roots = (cases: readonly string[]): string[] => cases.map((id) => disputes.get(id)?.root ?? id);
  const own = roots(row.cases.length ? row.cases : []);
  const same = (cases: readonly string[]): boolean => !own.length || roots(cases).some((root) => own.includes(root));
  const later = (date: string | null): boolean => date !== null && (row.date === null || date >= row.date);
  if (row.ours === true || row.customers.length) return false;
  return (
    descriptions.some(
      (one) =>
        one.document !== row.document &&
        one.states?.includes('released') &&
        later(one.date) &&
        same(casesOf(one.document)),
    ) ||
    all.some(
      (one) =>
        one.id !== row.id &&
        one.state === 'released' &&
        later(one.date) &&
        same(one.cases.length ? one.cases : one.documentCases),
    )
  );
}

/** One seizure that several documents tell of counts once: the telling that says most, lifted where any later one says so. */
function distinct(seizures: readonly Lying[], disputes: ReadonlyMap<string, Dispute>): Lying[] {
  const kept = new Map<string, Lying>();
  const says = ({ facts }: Lying): number =>
    [facts.from, facts.until, facts.court, facts.caseNumber].filter((one) => one !== null).length;
  for (const one of seizures) {
    const by = one.row.cases[0]
      ? (disputes.get(one.row.cases[0])?.root ?? one.row.cases[0])
      : `${one.facts.court ?? ''} ${one.facts.caseNumber ?? ''}`;
    const key = `${by} ${one.facts.waiting}`;
    const known = kept.get(key);
    if (!known || says(one) > says(known)) kept.set(key, one);
    if (known?.lifted && one.lifted) kept.set(key, { ...(kept.get(key) ?? one), lifted: true });
  }
  return [...kept.values()].sort(
    (a, b) =>
      Number(a.facts.waiting) - Number(b.facts.waiting) ||
      compare(a.facts.from ?? '9999', b.facts.from ?? '9999') ||
      compare(a.row.id, b.row.id),
  );
}

/** A certificate number names a thing; else what it is and where. */
const identityOf = (thing: Thing): string => {
  if (thing.certificate) return thing.asset;
  const place = thing.descriptions.map((one) => one.location ?? one.description).filter((text) => text !== null).sort(compare)[0]; // prettier-ignore
  return place
    ? `${thing.kind ?? ''} ${place.normalize('NFKC').replace(/[\s,，。、（）()《》“”"]/g, '')}`
    : thing.asset;
};

/** The share left after those before us. Ranges where a sum is missing: the middle of what the law makes likely. */
export function roomOf({ priority, encumbered, cap, value, others, seen }: Holding): Weight {
  if (priority) return { value: 0.8, reason: { zh: '我方享有担保物权', en: 'We hold security over it' } };
  const active = others.filter((one) => !one.lifted);
  if (encumbered && cap !== null && value !== null && value > 0) {
    const left = Math.max(0, value - cap) / value;
    return {
      value: Math.round(left * 100) / 100,
      reason: {
        zh: `扣除在先担保最高额后剩余约${Math.round(left * 100)}%`,
        en: `About ${Math.round(left * 100)} % left after earlier security`,
      },
    };
  }
  if (active.length)
    return seen.member.own.kind === 'organization'
      ? {
          value: 0.2,
          reason: {
            zh: '已被他案查封；企业债务人的普通债权按查封先后受偿',
            en: 'Seized by others; of a company, unsecured creditors are paid in order of seizure',
          },
        }
      : {
          value: 0.4,
          reason: {
            zh: '已被他案查封；自然人债务人可参与分配',
            en: 'Seized by others; of a person, creditors share in proportion',
          },
        };
  if (encumbered)
    return { value: 0.3, reason: { zh: '设有他人担保，金额不详', en: 'Encumbered for others, sum not known' } };
  return {
    value: 0.6,
    reason: { zh: '文书未见负担；登记簿未查', en: 'No encumbrance in the documents; the register was not checked' },
  };
}
