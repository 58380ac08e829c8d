/**
 * Replaces, in one transaction, what some records give to the graph; who is who follows later (identify.ts), from the
 * mark that is left of mentions that came and went. Outcome of a document: 'new', 'changed', 'gone' or
 * 'unchanged', and only the first three write. Several records may observe one document; the fullest speaks for it
 * (then the smallest record id), so the graph follows from the set of records, not from their order.
 */
import * as held from '../graph/contribution.js';
import type { Run } from '../graph/engine.js';
import { markDirty, markUnresolved } from '../graph/marks.js';
import {
  createLinks,
  createNodes,
  deleteLinksFrom,
  deleteNodes,
  putNodes,
  type LinkWrite,
  type NodeWrite,
} from '../graph/rows.js';
import type { LinkType } from '../model/links.js';
import type { NodeType } from '../model/nodes.js';
import type { Reading } from '../model/reading.js';
import { note } from '../trace.js';
import { contribution, documentId, type Contribution } from './contribution.js';

/** Raised when stitching writes the same reading differently: everything is derived again. */
export const stitchVersion = '4';

/** One record as the archive has it now: with what it states, or without where it does not count (any more). */
export interface RecordState {
  readonly id: string;
  readonly source: string;
  readonly key: string;
  readonly hash: string;
  /** Since when the record reads so. */
  readonly fetchedAt: string;
  readonly run: string;
  /** null: taken back, erased, withdrawn, or no observation of it is readable. */
  readonly reading: Reading | null;
  /** Hash of what it states; '' without a reading. */
  readonly says: string;
}

/** Makes other transactions wait before they change these nodes or link to them. */
export type Lock = (run: Run, type: NodeType, ids: readonly string[]) => Promise<void>;

/** Reads again records that this batch does not hold but that now speak for a document. */
export type Reread = (records: readonly held.HeldRecord[]) => Promise<readonly RecordState[]>;

export async function stitch(
  run: Run,
  secret: Uint8Array,
  records: readonly RecordState[],
  lock: Lock,
  reread: Reread,
): Promise<void> {
  let view = await look(run, secret, records, lock);
  for (let missing = view.unread(); missing.length; missing = view.unread())
    view = await look(run, secret, [...view.records, ...(await reread(missing))], lock);

  const fresh: Fresh[] = [];
  const replaced: string[] = [];
  const respoken: held.HeldRecord[] = [];
  for (const document of view.touched) {
    const speaker = view.speakers.get(document);
    const old = view.documents.get(document);
    const read = speaker && view.readings.get(speaker.id);
    if (!speaker) {
      if (old) replaced.push(document);
    } else if (read && read.hash !== old?.reading) {
      if (old) replaced.push(document);
      fresh.push({ made: contribution(secret, read.reading), speaker, reading: read.hash });
    } else if (old?.record !== speaker.id || old.fetchedAt !== speaker.fetchedAt) respoken.push(speaker);
  }

  note({ documents: [...view.touched] });
  await writeRecords(run, view, fresh);
  await held.respeak(run, respoken.map((speaker) => ({ id: speaker.document, record: speaker.id, source: speaker.source, fetchedAt: speaker.fetchedAt }))); // prettier-ignore
  const gone = replaced.length ? await held.contributionOf(run, replaced) : { mentions: [], owned: [], shared: [] };
  await held.dropContribution(run, replaced, gone);
  await deleteNodes(run, 'Document', replaced.filter((id) => !view.speakers.has(id))); // prettier-ignore
  await writeContributions(run, fresh.map((entry) => entry.made), gone.shared, lock); // prettier-ignore
  const changed = [...gone.mentions, ...fresh.flatMap((entry) => entry.made.mentions)];
  await markUnresolved(run, { mentions: [...new Set(changed.map((mention) => mention.id))] });
  await markDirty(run, [...dirty(fresh, [...replaced, ...respoken.map((speaker) => speaker.document)], gone)]);
}

interface Fresh {
  readonly made: Contribution;
  readonly speaker: held.HeldRecord;
  readonly reading: string;
}

/** What the batch changes, beside what the graph holds of it. */
interface View {
  readonly records: readonly RecordState[];
  readonly before: ReadonlyMap<string, held.HeldRecord>;
  readonly now: ReadonlyMap<string, held.HeldRecord>;
  readonly readings: ReadonlyMap<string, { readonly reading: Reading; readonly hash: string }>;
  readonly touched: readonly string[];
  readonly documents: ReadonlyMap<string, held.HeldDocument>;
  /** Document -> the record that speaks for it; documents that nobody observes any more have none. */
  readonly speakers: ReadonlyMap<string, held.HeldRecord>;
  /** Records that now speak for a document and did not before, and that the batch does not hold. */
  unread(): held.HeldRecord[];
}

async function look(run: Run, secret: Uint8Array, records: readonly RecordState[], lock: Lock): Promise<View> {
  const before = new Map((await held.recordsById(run, records.map((record) => record.id))).map((record) => [record.id, record])); // prettier-ignore
  const readings = new Map<string, { reading: Reading; hash: string }>();
  const now = new Map<string, held.HeldRecord>();
  const documents = new Set<string>();
  for (const { id, source, key, hash, fetchedAt, reading, says } of records) {
    const old = before.get(id);
    if (old) documents.add(old.document);
    if (!reading) continue;
    const document = documentId(secret, reading.document.identity);
    documents.add(document);
    readings.set(id, { reading, hash: `${stitchVersion}:${says}` });
    now.set(id, { id, source, key, hash, fetchedAt, fullness: reading.document.fullness, document });
  }
  const touched = [...documents].sort();
  await lock(run, 'Document', touched);
  const heldDocuments = new Map((await held.documentsById(run, touched)).map((document) => [document.id, document]));
  const inBatch = new Set(records.map((record) => record.id));
  const others = heldDocuments.size ? await held.recordsOfDocuments(run, touched) : [];
  const speakers = new Map<string, held.HeldRecord>();
  for (const record of [...now.values(), ...others.filter((other) => !inBatch.has(other.id))]) {
    const best = speakers.get(record.document);
    if (!best || record.fullness > best.fullness || (record.fullness === best.fullness && record.id < best.id))
      speakers.set(record.document, record);
  }
  const unread = (): held.HeldRecord[] =>
    [...speakers.values()].filter(
      (speaker) => !readings.has(speaker.id) && heldDocuments.get(speaker.document)?.record !== speaker.id,
    );
  return { records, before, now, readings, touched, documents: heldDocuments, speakers, unread };
}

async function writeRecords(
  run: Run,
  { records, before, now, documents: known }: View,
  fresh: readonly Fresh[],
): Promise<void> {
  const changed = records.filter((record) => {
    const [old, next] = [before.get(record.id), now.get(record.id)];
    return (
      next &&
      (!old || (['hash', 'document', 'fetchedAt', 'fullness'] as const).some((name) => old[name] !== next[name]))
    );
  });
  const moved = changed.filter((record) => before.get(record.id)?.document !== now.get(record.id)?.document);
  await deleteLinksFrom(run, 'OBSERVES', 'Record', moved.filter((record) => before.has(record.id)).map((record) => record.id)); // prettier-ignore
  await deleteNodes(run, 'Record', records.filter((record) => !record.reading && before.has(record.id)).map((record) => record.id)); // prettier-ignore
  const documents = fresh.map(({ made, speaker, reading }) => ({
    id: made.document.id,
    props: {
      ...made.document.props,
      record: speaker.id,
      source: speaker.source,
      fetchedAt: speaker.fetchedAt,
      reading,
    },
  }));
  await createNodes(run, 'Document', documents.filter(({ id }) => !known.has(id))); // prettier-ignore
  await putNodes(run, 'Document', documents.filter(({ id }) => known.has(id))); // prettier-ignore
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
}

async function writeContributions(
  run: Run,
  made: readonly Contribution[],
  orphaned: readonly { type: NodeType; id: string }[],
  lock: Lock,
): Promise<void> {
  for (const [type, rows] of byType(made.flatMap((entry) => entry.owned))) await createNodes(run, type, rows);
  const shared = made.flatMap(({ document, shared }) => shared.map((node) => ({ ...node, document: document.id })));
  for (const [type, rows] of byType([...shared, ...orphaned])) await lock(run, type, rows.map((row) => row.id)); // prettier-ignore
  const there = await held.ensureShared(run, shared);
  const links = new Map<LinkType, LinkWrite[]>();
  for (const link of made.flatMap((entry) => entry.links)) {
    const group = links.get(link.type);
    if (group) group.push(link);
    else links.set(link.type, [link]);
  }
  for (const [type, group] of links) await createLinks(run, type, group);
  // What is new stands as it was made, unless it leads on to other shared nodes.
  const leads = new Set(
    made.flatMap((entry) => entry.links.filter((link) => 'leads' in link.props).map((link) => link.to)),
  );
  await held.settleShared(run, [...there, ...shared.filter((node) => leads.has(node.id)), ...orphaned]);
}

function byType<T extends { readonly type: NodeType }>(rows: readonly T[]): Map<NodeType, T[]> {
  const groups = new Map<NodeType, T[]>();
  for (const row of rows) {
    const group = groups.get(row.type);
    if (group) group.push(row);
    else groups.set(row.type, [row]);
  }
  return groups;
}

/** Everything whose clues may change: what is new, what is gone, and what both hung on. */
function dirty(fresh: readonly Fresh[], touched: readonly string[], gone: held.HeldContribution): Set<string> {
  return new Set([
    ...fresh.flatMap(({ made }) => [made.document.id, ...made.shared.map((node) => node.id)]),
    ...touched,
    ...gone.mentions.flatMap((mention) => mention.parties),
    ...gone.shared.map((node) => node.id),
  ]);
}
