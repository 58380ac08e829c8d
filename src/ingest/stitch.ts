/**
 * Replaces, in one transaction, what some records give to the graph; who is who follows later (identify.ts), from the
 * mark that is left of mentions that came and went. Outcome of a document: 'new', 'changed', 'gone' or
 * 'unchanged', and only the first three write. Several records may observe one document; the fullest speaks for it
 * (then the smallest record id), so the graph follows from the set of records, not from their order.
 */
import * as held from '../graph/contribution.js';
import type { Run } from '../graph/engine.js';
import type { Lock } from '../graph/lock.js';
import { markDirty, markUnresolved } from '../graph/marks.js';
import { byType, createHanging, createLinks, createNodes, deleteLinksFrom, deleteNodes, putNodes, type Hanging } from '../graph/rows.js'; // prettier-ignore
import type { Reading } from '../model/reading.js';
import { note } from '../trace.js';
import { contribution, documentId, hangsBy, type Contribution } from './contribution.js';

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
  const gone = replaced.length ? await held.contributionOf(run, replaced) : nothingHeld;
  const made = fresh.map((entry) => entry.made);
  const shared = made.flatMap(({ document, shared }) => shared.map((node) => ({ ...node, document: document.id })));
  // Sent one after the other without waiting: what is written stands on what was written before it.
  const written = [
    held.dropContribution(run, replaced, gone),
    writeDocuments(run, view, fresh),
    writeRecords(run, view),
    held.respeak(run, respoken.map((speaker) => ({ id: speaker.document, record: speaker.id, source: speaker.source, fetchedAt: speaker.fetchedAt }))),
    deleteNodes(run, 'Document', replaced.filter((id) => !view.speakers.has(id))),
    writeOwned(run, made),
    ...byType(gone.shared).map(([type, nodes]) => lock(run, type, nodes.map((node) => node.id))),
  ]; // prettier-ignore
  const [disputed] = await Promise.all([held.ensureShared(run, shared, lock), ...written]);
  // What is new stands as it was made, unless it leads on to other shared nodes.
  const leading = new Set(
    made.flatMap(({ links }) => links.filter(({ props }) => 'leads' in props).map(({ to }) => to)),
  );
  const unsettled = [...disputed, ...shared.filter((node) => leading.has(node.id)), ...gone.shared];
  await Promise.all([writeLinks(run, made), held.settleShared(run, unsettled)]);
  const changed = new Set([...gone.mentions, ...made.flatMap((entry) => entry.mentions)].map((mention) => mention.id));
  await Promise.all([
    markUnresolved(run, { mentions: [...changed] }),
    markDirty(run, [...dirty(made, [...replaced, ...respoken.map((speaker) => speaker.document)], gone)]),
  ]);
}

const nothingHeld: held.HeldContribution = { mentions: [], owned: [], shared: [] };

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
  const there = await lock(run, 'Document', touched);
  const [known, observing] = there.length
    ? await Promise.all([held.documentsById(run, there), held.recordsOfDocuments(run, there)])
    : [[], []];
  const heldDocuments = new Map(known.map((document) => [document.id, document]));
  const inBatch = new Set(records.map((record) => record.id));
  const speakers = new Map<string, held.HeldRecord>();
  for (const record of [...now.values(), ...observing.filter((other) => !inBatch.has(other.id))]) {
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

/** Records hang on documents: these are written first. */
async function writeDocuments(run: Run, { documents: known }: View, fresh: readonly Fresh[]): Promise<void> {
  const rows = fresh.map(({ made: { document }, speaker: { id, source, fetchedAt }, reading }) => ({
    id: document.id,
    props: { ...document.props, record: id, source, fetchedAt, reading },
  }));
  await Promise.all([
    createNodes(run, 'Document', rows.filter(({ id }) => !known.has(id))),
    putNodes(run, 'Document', rows.filter(({ id }) => known.has(id))),
  ]); // prettier-ignore
}

async function writeRecords(run: Run, { records, before, now }: View): Promise<void> {
  const changed = [...now.values()].filter((next) => {
    const old = before.get(next.id);
    return !old || (['hash', 'document', 'fetchedAt', 'fullness'] as const).some((name) => old[name] !== next[name]);
  });
  const isKnown = ({ id }: { readonly id: string }): boolean => before.has(id);
  const moved = changed.filter((next) => isKnown(next) && before.get(next.id)?.document !== next.document);
  const seenIn = new Map(records.map((record) => [record.id, record.run]));
  const row = ({ id, source, key, hash, fetchedAt, fullness, document }: held.HeldRecord) => ({
    id,
    on: document,
    props: { source, key, hash, fetchedAt, run: seenIn.get(id), fullness },
  });
  await Promise.all([
    deleteNodes(run, 'Record', records.filter((record) => !record.reading && isKnown(record)).map(({ id }) => id)),
    deleteLinksFrom(run, 'OBSERVES', 'Record', moved.map(({ id }) => id)),
    createHanging(run, 'Record', observing, changed.filter((next) => !isKnown(next)).map(row)),
    putNodes(run, 'Record', changed.filter(isKnown).map(row)),
    createLinks(run, 'OBSERVES', moved.map(({ id, document }) => ({ from: id, to: document, fromType: 'Record', toType: 'Document' }))),
  ]); // prettier-ignore
}

// (Record)-[:OBSERVES]->(Document)
const observing: Hanging = { link: 'OBSERVES', type: 'Document', is: 'end' };

async function writeOwned(run: Run, made: readonly Contribution[]): Promise<void> {
  const owned = made.flatMap(({ document, owned }) => owned.map((node) => ({ ...node, on: document.id })));
  // (Document)-[:NAMES]->(Mention)   (Document)-[:STATES]->(a node of its own)
  await Promise.all(
    byType(owned).map(([type, nodes]) =>
      createHanging(run, type, { link: hangsBy(type), type: 'Document', is: 'start' }, nodes),
    ),
  );
}

async function writeLinks(run: Run, made: readonly Contribution[]): Promise<void> {
  await Promise.all(byType(made.flatMap((entry) => entry.links)).map(([type, links]) => createLinks(run, type, links)));
}

/** Everything whose clues may change: what is new, what is gone, and what both hung on. */
function dirty(made: readonly Contribution[], touched: readonly string[], gone: held.HeldContribution): Set<string> {
  return new Set([
    ...made.flatMap(({ document, shared }) => [document.id, ...shared.map((node) => node.id)]),
    ...touched,
    ...gone.mentions.flatMap((mention) => mention.parties),
    ...gone.shared.map((node) => node.id),
  ]);
}
