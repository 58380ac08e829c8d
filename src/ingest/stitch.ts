/**
 * Replaces, in one transaction, what some records give to the graph. Outcome of a document: 'new', 'changed', 'gone' or
 * 'unchanged', and only the first three write. Several records may observe one document; the fullest speaks for it
 * (then the smallest record id), so the graph follows from the set of records, not from their order.
 */
import { createHash } from 'node:crypto';
import * as held from '../graph/contribution.js';
import type { Run } from '../graph/engine.js';
import { markDirty, type DirtyMark } from '../graph/marks.js';
import { createLinks, createNodes, deleteLinksFrom, deleteNodes, putNodes, type LinkWrite, type NodeWrite } from '../graph/rows.js';
import type { LinkType } from '../model/links.js';
import type { NodeType } from '../model/nodes.js';
import type { Reading } from '../model/reading.js';
import type { Plan, Resolver } from '../resolve/resolver.js';
import { contribution, documentId, type Contribution, type NodeRowOut } from './contribution.js';

/** One record as the archive has it now: with what it states, or without where it does not count (any more). */
export interface RecordState {
  readonly id: string;
  readonly source: string;
  readonly key: string;
  readonly hash: string;
  readonly fetchedAt: string;
  readonly run: string;
  /** null: taken back, erased, withdrawn, or no observation of it is readable. */
  readonly reading: Reading | null;
}

export interface Stitched {
  readonly documents: { readonly new: number; readonly changed: number; readonly gone: number; readonly unchanged: number };
  /** To be told to the resolver when the transaction has been committed. */
  readonly plan: Plan | null;
}

/** Reads again records that this batch does not hold but that now speak for a document. */
export type Reread = (records: readonly held.HeldRecord[]) => Promise<ReadonlyMap<string, Reading>>;

export async function stitch(run: Run, secret: Uint8Array, records: readonly RecordState[], resolver: Resolver, reread: Reread): Promise<Stitched> {
  const before = new Map((await held.recordsById(run, records.map((record) => record.id))).map((record) => [record.id, record])); // prettier-ignore
  const readings = new Map<string, Reading>();
  const now = new Map<string, held.HeldRecord>();
  const documentsTouched = new Set<string>();
  for (const record of records) {
    const old = before.get(record.id);
    if (old) documentsTouched.add(old.document);
    if (!record.reading) continue;
    const document = documentId(secret, record.reading.document.identity);
    documentsTouched.add(document);
    readings.set(record.id, record.reading);
    const { id, source, key, hash, fetchedAt } = record;
    now.set(id, { id, source, key, hash, fetchedAt, fullness: record.reading.document.fullness, document });
  }
  const touched = [...documentsTouched].sort();
  const heldDocuments = new Map((await held.documentsById(run, touched)).map((document) => [document.id, document]));
  const speakers = choose(touched, records, now, heldDocuments.size ? await held.recordsOfDocuments(run, touched) : []);

  const missing = [...speakers.values()].filter((speaker) => !readings.has(speaker.id) && speaksAnew(speaker, heldDocuments));
  for (const [id, reading] of missing.length ? await reread(missing) : []) readings.set(id, reading);

  const fresh: { made: Contribution; speaker: held.HeldRecord; reading: string }[] = [];
  const replaced: string[] = [];
  const count = { new: 0, changed: 0, gone: 0, unchanged: 0 };
  for (const document of touched) {
    const speaker = speakers.get(document);
    const old = heldDocuments.get(document);
    const reading = speaker && readings.get(speaker.id);
    if (!speaker) {
      if (old) {
        count.gone++;
        replaced.push(document);
      }
      continue;
    }
    const says = reading ? hashOf(reading) : old?.reading;
    if (old?.record === speaker.id && old.reading === says) {
      count.unchanged++;
      continue;
    }
    if (!reading || !says) throw new Error(`Document ${document} has a speaker that was not read.`);
    count[old ? 'changed' : 'new']++;
    if (old) replaced.push(document);
    fresh.push({ made: contribution(secret, reading), speaker, reading: says });
  }

  await writeRecords(run, records, before, now, fresh, replaced, speakers);
  if (!fresh.length && !replaced.length) return { documents: count, plan: null };

  const gone = replaced.length ? await held.contributionOf(run, replaced) : { mentions: [], owned: [], shared: [] };
  await held.dropContribution(run, replaced, gone);
  await writeContributions(run, fresh.map((entry) => entry.made), gone.shared); // prettier-ignore

  const plan = resolver.plan({
    removed: gone.mentions.map((mention) => mention.id),
    added: fresh.flatMap((entry) => entry.made.mentions),
    decisions: [],
  });
  await writePlan(run, plan, new Set(fresh.flatMap((entry) => entry.made.mentions.map((mention) => mention.id))));
  await markDirty(run, dirty(fresh.map((entry) => entry.made), replaced, gone, plan)); // prettier-ignore
  return { documents: count, plan };
}

const speaksAnew = (speaker: held.HeldRecord, documents: ReadonlyMap<string, held.HeldDocument>): boolean =>
  documents.get(speaker.document)?.record !== speaker.id;

export const hashOf = (reading: Reading): string => createHash('sha256').update(JSON.stringify(reading)).digest('hex').slice(0, 32);

/** Document -> the record that speaks for it; documents that nobody observes any more have none. */
function choose(
  documents: readonly string[],
  batch: readonly RecordState[],
  now: ReadonlyMap<string, held.HeldRecord>,
  others: readonly held.HeldRecord[],
): Map<string, held.HeldRecord> {
  const inBatch = new Set(batch.map((record) => record.id));
  const speakers = new Map<string, held.HeldRecord>();
  const wanted = new Set(documents);
  for (const record of [...now.values(), ...others.filter((other) => !inBatch.has(other.id))]) {
    if (!wanted.has(record.document)) continue;
    const best = speakers.get(record.document);
    if (!best || record.fullness > best.fullness || (record.fullness === best.fullness && record.id < best.id)) speakers.set(record.document, record);
  }
  return speakers;
}

async function writeRecords(
  run: Run,
  records: readonly RecordState[],
  before: ReadonlyMap<string, held.HeldRecord>,
  now: ReadonlyMap<string, held.HeldRecord>,
  fresh: readonly { made: Contribution; speaker: held.HeldRecord; reading: string }[],
  replaced: readonly string[],
  speakers: ReadonlyMap<string, held.HeldRecord>,
): Promise<void> {
  const freshIds = new Set(fresh.map((entry) => entry.made.document.id));
  const changed = records.filter((record) => {
    const [old, next] = [before.get(record.id), now.get(record.id)];
    return next && (old?.hash !== next.hash || old.document !== next.document || old.fetchedAt !== next.fetchedAt);
  });
  const moved = changed.filter((record) => before.get(record.id)?.document !== now.get(record.id)?.document);
  await deleteLinksFrom(run, 'OBSERVES', 'Record', moved.filter((record) => before.has(record.id)).map((record) => record.id)); // prettier-ignore
  await deleteNodes(run, 'Record', records.filter((record) => !record.reading && before.has(record.id)).map((record) => record.id)); // prettier-ignore
  await deleteNodes(run, 'Document', replaced.filter((id) => !speakers.has(id))); // prettier-ignore
  await putNodes(run, 'Document', fresh.map(({ made, speaker, reading }) => ({
    id: made.document.id,
    props: { ...made.document.props, record: speaker.id, source: speaker.source, fetchedAt: speaker.fetchedAt, reading },
  }))); // prettier-ignore
  const row = (record: RecordState): NodeWrite => {
    const { id, source, key, hash, fetchedAt, run: seenIn } = record;
    return { id, props: { source, key, hash, fetchedAt, run: seenIn, fullness: now.get(id)?.fullness } };
  };
  await createNodes(run, 'Record', changed.filter((record) => !before.has(record.id)).map(row)); // prettier-ignore
  await putNodes(run, 'Record', changed.filter((record) => before.has(record.id)).map(row)); // prettier-ignore
  await createLinks(run, 'OBSERVES', moved.map((record) => ({
    from: record.id,
    to: now.get(record.id)?.document ?? '',
    fromType: 'Record',
    toType: 'Document',
  }))); // prettier-ignore
  void freshIds;
}

async function writeContributions(run: Run, made: readonly Contribution[], orphaned: readonly { type: NodeType; id: string }[]): Promise<void> {
  for (const [type, rows] of byType(made.flatMap((entry) => entry.owned))) await createNodes(run, type, rows);
  const shared = made.flatMap((entry) => entry.shared);
  for (const [type, rows] of byType(shared)) await held.ensureNodes(run, type, [...new Set(rows.map((row) => row.id))]);
  const links = new Map<LinkType, LinkWrite[]>();
  for (const link of made.flatMap((entry) => entry.links)) {
    const group = links.get(link.type);
    if (group) group.push(link);
    else links.set(link.type, [link]);
  }
  for (const [type, group] of links) await createLinks(run, type, group);
  await held.settleShared(run, [...shared, ...orphaned]);
}

function byType(rows: readonly NodeRowOut[]): Map<NodeType, NodeRowOut[]> {
  const groups = new Map<NodeType, NodeRowOut[]>();
  for (const row of rows) {
    const group = groups.get(row.type);
    if (group) group.push(row);
    else groups.set(row.type, [row]);
  }
  return groups;
}

/** Parties as the resolver wants them; links of mentions that this transaction has just made need no deleting. */
export async function writePlan(run: Run, plan: Plan, made: ReadonlySet<string>): Promise<void> {
  await deleteNodes(run, 'Party', plan.removedParties);
  await putNodes(run, 'Party', plan.parties.map((party) => ({
    id: party.id,
    props: { name: party.name, names: party.names, kind: party.kind, mentions: party.mentions.length },
  }))); // prettier-ignore
  const reassigned = plan.assign.filter((entry) => !made.has(entry.mention)).map((entry) => entry.mention);
  await deleteLinksFrom(run, 'OF', 'Mention', reassigned);
  await createLinks(run, 'OF', plan.assign.map((entry) => ({ from: entry.mention, to: entry.party, fromType: 'Mention', toType: 'Party' }))); // prettier-ignore
  const doubted = [...new Set(plan.possibly.map((entry) => entry.mention))].filter((mention) => !made.has(mention));
  await deleteLinksFrom(run, 'POSSIBLY', 'Mention', doubted);
  await createLinks(run, 'POSSIBLY', plan.possibly.flatMap((entry) =>
    entry.parties.map((party) => ({
      from: entry.mention,
      to: party.party,
      fromType: 'Mention' as const,
      toType: 'Party' as const,
      props: { reasons: party.reasons },
    })),
  )); // prettier-ignore
}

/** Everything whose clues may change: what is new, what is gone, and what both hung on. */
function dirty(made: readonly Contribution[], replaced: readonly string[], gone: held.HeldContribution, plan: Plan): DirtyMark[] {
  const marks = new Map<string, string>();
  for (const entry of made) {
    marks.set(entry.document.id, 'Document');
    for (const node of entry.shared) marks.set(node.id, node.type);
  }
  for (const id of replaced) marks.set(id, 'Document');
  for (const mention of gone.mentions) marks.set(mention.party, 'Party');
  for (const node of gone.shared) marks.set(node.id, node.type);
  for (const party of plan.parties) marks.set(party.id, 'Party');
  for (const id of plan.removedParties) marks.set(id, 'Party');
  for (const entry of plan.assign) marks.set(entry.party, 'Party');
  for (const entry of plan.possibly) for (const party of entry.parties) marks.set(party.party, 'Party');
  return [...marks].map(([id, kind]) => ({ id, kind }));
}
