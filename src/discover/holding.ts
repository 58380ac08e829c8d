/**
 * Things the members of a cast own, put together from all documents that describe them, and who has seized them.
 *
 *   one thing   things.ts
 *   gone        the latest document gives it to somebody else, or says it was transferred; not where a court refused to
 *               hear the buyer, or seized it for us all the same
 *   ours        measures, securities and cases for this customer's debt; what we hold for another customer's stands before us
 *   lifted      a later document of the same dispute says so, or its own document does (seizures.ts)
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
import { compare, groupBy, latest, quotes } from './evidence.js';
import { distinct, factsOf, isLifted, type Lying } from './seizures.js';
import { thingsOf, type Thing } from './things.js';
import { byTier } from './tier.js';

export interface Holding {
  readonly seen: Seen;
  /** Smallest asset id of what is told of this thing alone. */
  readonly subject: string;
  readonly kind: AssetKind;
  readonly caption: string;
  readonly descriptions: readonly HoldingRow['descriptions'][number][];
  /** Latest value that a document states, in fen. */
  readonly value: number | null;
  /** Only documents of our own cases tell of it: we may have seized it already. */
  readonly fromOurCases: boolean;
  readonly gone: boolean;
  /** Some document says that it was transferred. */
  readonly transferTold: boolean;
  readonly auctioned: boolean;
  /** We hold a mortgage or pledge over it for this customer's debt; others do, or we for another's, as far as documents say. */
  readonly priority: boolean;
  readonly encumbered: boolean;
  readonly cap: number | null;
  /** Seizures by others, lifted ones too; who came first first. */
  readonly others: readonly Lying[];
  /** Our own measure for this customer's debt, the latest. */
  readonly ours: Lying | null;
  /** What we, or courts in cases of ours, seized for what another customer owes: it stands before this debt. */
  readonly anothers: readonly Lying[];
  /** The same, or we hold security over it for another customer's debt. */
  readonly forAnother: boolean;
  readonly evidence: readonly EvidenceRef[];
  readonly documents: readonly string[];
  readonly fetchedAt: string;
  readonly since: string | null;
}

type Row = Omit<HoldingRow, 'mention' | 'ownsAt'>;

interface Owned {
  readonly seen: Seen;
  readonly ownsAt: readonly { readonly asset: string; readonly document: string; readonly at: string }[];
}

/** Input: a cast. Output: what its members own, or what we seized from its customers; in order of customer and thing. */
export const holdingsOfCast = oncePerCast(askHoldings);

async function askHoldings(run: Run, cast: Cast): Promise<readonly Holding[]> {
  if (!cast.members.length) return [];
  const owners = await ownersOf(run, cast);
  if (!owners.size) return [];
  const rows = [...owners.values()].flatMap((owner) => [...owner.rows.values()].map(({ row }) => row));
  const seizures = groupBy(await seizuresOfAssets(run, distinctIds(rows.map((row) => row.asset))), (row) => row.asset);
  const disputes = await disputesOf(run, [
    ...[...seizures.values()].flat().flatMap((row) => [...row.cases, ...row.documentCases]),
    ...rows.flatMap((row) => row.cases.map((one) => one.id)),
  ]);
  const ourCases = await ourCasesAmong(run, distinctIds([...disputes.values()].flatMap(({ cases }) => [...cases])));
  const suedIn = (ids: readonly string[]): readonly string[] =>
    ids.flatMap((id) => [...(disputes.get(id)?.cases ?? [id])].flatMap((one) => ourCases.get(one) ?? []));
  return [...owners]
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([, owner]) =>
      thingsOf([...owner.rows.values()].map(({ row }) => row))
        .map((thing) => holding(thing, told(thing, owner.rows), seizures, disputes, suedIn))
        .sort((a, b) => compare(a.subject, b.subject)),
    );
}

type OfOwner = Map<string, { row: Row; seen: Seen; ownsAt: Owned['ownsAt'] }>;

/** For each member its rows by asset: what its mentions own, and what we seized for its debt where nobody is said to own it. */
async function ownersOf(run: Run, cast: Cast): Promise<Map<string, { rows: OfOwner }>> {
  const owners = new Map<string, { rows: OfOwner }>();
  const ofCustomer = new Map<string, Set<string>>();
  const add = (seen: Seen, row: Row, ownsAt: string | null): void => {
    const { customer, party } = seen.member;
    const key = `${customer}\n${party}`;
    const owner = owners.get(key) ?? { rows: new Map() as OfOwner };
    const known = owner.rows.get(row.asset);
    const here = ownsAt ? [{ asset: row.asset, document: seen.mention.document, at: ownsAt }] : [];
    owner.rows.set(row.asset, {
      row,
      seen: known && byTier(known.seen.tier, seen.tier) <= 0 ? known.seen : seen,
      ownsAt: [...(known?.ownsAt ?? []), ...here],
    });
    owners.set(key, owner);
    ofCustomer.set(customer, (ofCustomer.get(customer) ?? new Set()).add(row.asset));
  };
  const owned = await holdingsOf(run, cast.mentions);
  for (const row of [...owned].sort((a, b) => compare(a.asset, b.asset) || compare(a.mention, b.mention)))
    for (const seen of cast.seen.get(row.mention) ?? []) add(seen, row, row.ownsAt);
  if (cast.members[0]?.role !== 'borrower') return owners;
  const borrower = new Map([...cast.members].reverse().map((member) => [member.customer, member]));
  for (const row of await measuresOf(run, distinctIds([...borrower.keys()]))) {
    if (ofCustomer.get(row.customer)?.has(row.asset)) continue;
    // Our file says whose debt it was seized for, and so whose it is.
    const member = borrower.get(row.customer);
    if (member && !row.owners.length) add({ member, tier: 'T1', mention: member.own }, row, null);
  }
  return owners;
}

function told({ own, shared }: Thing<Row>, rows: OfOwner): Owned {
  const of = (one: Row): { seen: Seen; ownsAt: Owned['ownsAt'] }[] => {
    const entry = rows.get(one.asset);
    return entry ? [entry] : [];
  };
  const [first, ...others] = own.flatMap(of);
  if (!first) throw new Error('A thing without rows.');
  return {
    seen: others.reduce((best, { seen }) => (byTier(seen.tier, best.tier) < 0 ? seen : best), first.seen),
    ownsAt: [...own, ...shared].flatMap(of).flatMap((entry) => entry.ownsAt),
  };
}

function holding(
  { own, shared }: Thing<Row>,
  { seen, ownsAt }: Owned,
  all: ReadonlyMap<string, readonly SeizureOfAsset[]>,
  disputes: ReadonlyMap<string, Dispute>,
  suedIn: (cases: readonly string[]) => readonly string[],
): Holding {
  const { customer, party } = seen.member;
  const rows = [...own, ...shared];
  const descriptions = rows
    .flatMap((row) => row.descriptions)
    .sort((a, b) => compare(a.date ?? '', b.date ?? '') || compare(a.document, b.document));
  const kind = (own[0]?.kind ?? 'other') as AssetKind;
  const said = descriptions.filter((one) => one.states?.length).at(-1);
  const owners = rows.flatMap((row) => row.owners);
  const dateOf = new Map(descriptions.map((one) => [one.document, one.date ?? '']));
  const lastOwned = latest(owners.map((owner) => dateOf.get(owner.document)));
  const lastOwners = owners.filter((owner) => lastOwned !== '' && dateOf.get(owner.document) === lastOwned);
  const casesOf = (document: string): string[] =>
    rows.flatMap((row) => row.cases).flatMap((one) => (one.document === document ? [one.id] : []));
  const securities = rows.flatMap((row) => row.securities);
  /** Customers whose debt a security or seizure of ours is for; empty where it is somebody else's. */
  const securedUs = rows.flatMap((row) => row.securedUs);
  const securedFor = (one: { id: string; document: string }): readonly string[] => [
    ...securedUs.flatMap((us) => (us.id === one.id ? [us.customer] : [])),
    ...suedIn(casesOf(one.document)),
  ];
  const forOthers = (customers: readonly string[]): boolean => customers.length > 0 && !customers.includes(customer);
  const security = securities.filter((one) => securedFor(one).includes(customer));
  const mine = rows.flatMap((row) => all.get(row.asset) ?? []);
  const lying = mine.map((row): Lying => ({
    row,
    facts: factsOf(row, kind),
    lifted: isLifted(row, descriptions, casesOf, mine, disputes),
  }));
  const isMeasure = ({ row }: Lying): boolean => row.ours === true || row.customers.length > 0;
  const measures = lying.filter((one) => isMeasure(one) && (!one.row.customers.length || one.row.customers.includes(customer))); // prettier-ignore
  const anothers = lying.filter(
    (one) =>
      !one.lifted &&
      (isMeasure(one) ? !measures.includes(one) : forOthers(suedIn([...one.row.cases, ...one.row.documentCases]))),
  );
  const others = lying.filter((one) => !isMeasure(one) && !suedIn([...one.row.cases, ...one.row.documentCases]).length);
  const ours = measures.sort((a, b) => compare(a.facts.from ?? '', b.facts.from ?? '') || compare(a.row.id, b.row.id)).at(-1) ?? null; // prettier-ignore
  const chosen = distinct(others, disputes);
  const held = ours !== null && ours.row.state !== 'released' && !ours.lifted;
  const refused = said?.procedure === 'enforcementObjection' && said.outcomes?.includes('dismissed');
  return {
    seen,
    subject: own.map((row) => row.asset).sort(compare)[0] ?? '',
    kind,
    caption: captionOf(own, descriptions) ?? kind,
    descriptions,
    value: descriptions.filter((one) => one.value !== null).at(-1)?.value ?? null,
    fromOurCases: descriptions.length > 0 && descriptions.every((one) => suedIn(casesOf(one.document)).includes(customer)), // prettier-ignore
    gone:
      !held &&
      ((said?.states?.includes('transferred') === true && !refused) ||
        (lastOwners.length > 0 && !lastOwners.some((owner) => owner.party === party) && seen.tier !== 'T3')),
    transferTold: descriptions.some((one) => one.states?.includes('transferred')),
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
    anothers,
    forAnother: anothers.length > 0 || securities.some((one) => forOthers(securedFor(one))),
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

/** What it is and where, as the document that says most prints it; with its certificate, where one was read. */
function captionOf(own: readonly Row[], descriptions: Holding['descriptions']): string | null {
  const texts = descriptions.flatMap(({ description, location }) => {
    const place = location?.replace(/^有?(?:坐落于|位于)/, '') ?? '';
    const what = description ?? '';
    const apart = /\d$/.test(place) && /^\d/.test(what) ? '、' : '';
    const text = !place || what.includes(place) ? what : place.includes(what) ? place : `${place}${apart}${what}`;
    return text ? [text] : [];
  });
  const text = texts.sort((a, b) => b.length - a.length || compare(a, b))[0];
  const certificate = own.find((row) => row.certificate !== null)?.certificate;
  if (text === undefined) return certificate ?? null;
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return certificate && !text.includes(certificate) ? `${short}（${certificate}）` : short;
}

const distinctIds = (ids: readonly string[]): string[] => [...new Set(ids)].sort();
