/**
 * Where stored values were read. Nodes and links keep `at`, JSON of property name -> span; links to shared nodes keep
 * `says`, JSON of what that one document says of the node, with its own `at`. Both become references, which lead to quotes.
 */
import type { Span } from '../model/span.js';
import { each, told } from './row.js';

export interface Reference {
  readonly document: string;
  /** Property of the thing that stands there; '' is the thing as a whole. */
  readonly shows: string;
  readonly at: Span;
}

/** What one document says of a node, as the queries of this folder return it. */
export interface Stated {
  readonly document: string;
  readonly says: string | null;
  readonly fetchedAt: string | null;
  readonly source: string | null;
}

/** For sorting by a text. Engines return what no statement orders each in its own way, and pages are cut from it. */
export function inOrder<T>(text: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => {
    const [left, right] = [text(a), text(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
}

const byDocument = inOrder<Stated>((one) => one.document);

/** Of the node bound as `n`: the documents that state it. */
export const stated = each(
  '(n)<-[s:STATES]-(d:Document)',
  told<Stated>({ document: 'd.id', says: 's.says', fetchedAt: 'd.fetchedAt', source: 'd.source' }),
  byDocument,
);
export const statedColumn =
  '[(n)<-[s:STATES]-(d:Document) | {document: d.id, says: s.says, fetchedAt: d.fetchedAt, source: d.source}] AS stated';

/**
 * References from an `at` property, the thing as a whole first. A document that says no position gives one reference to
 * its beginning, so that the way to the record is never lost.
 */
export function references(document: string, at: string | null | undefined, only?: readonly string[]): Reference[] {
  const spans = parse(at);
  const names = Object.keys(spans).filter((name) => !only || only.includes(name));
  const found = names.flatMap((shows) => {
    const span = spans[shows];
    return span ? [{ document, shows, at: span }] : [];
  });
  found.sort((a, b) => Number(b.shows === '') - Number(a.shows === ''));
  return found.length ? found : [{ document, shows: '', at: { start: 0, end: 0 } }];
}

/** References of a node from all documents that state it; `at` is the node's own, used where it has one owner. */
export function statedReferences(stated: readonly Stated[], at: string | null | undefined): Reference[] {
  return [...stated]
    .sort(byDocument)
    .flatMap((one) => references(one.document, one.says === null ? at : (parse(one.says)['at'] as unknown as string)));
}

function parse(json: string | null | undefined): Readonly<Record<string, Span>> {
  return json ? (JSON.parse(json) as Record<string, Span>) : {};
}
