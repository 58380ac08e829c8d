import type { Archive, Observation } from '../archive/archive.js';
import { BadRecordError } from '../errors.js';
import type { Engine } from '../graph/engine.js';
import { speakers } from '../graph/identity.js';
import { quote, type Parts, type Span } from '../model/span.js';
import type { Connector } from './connector.js';
import type { Quote } from './hub.js';

/** Code points shown on either side of a quote. */
const surroundings = 60;

/** Documents whose decoded texts are kept at hand. */
const kept = 64;

export interface QuoteParts {
  readonly archive: Archive;
  readonly engine: Engine;
  readonly connectors: readonly Connector[];
}

interface Speaker {
  readonly source: string;
  readonly key: string;
  readonly hash: string;
}

/**
 * Finds the exact words behind references: document -> the record that speaks for it -> its bytes in the archive ->
 * the text that spans point into. One read of the graph for all references; texts of the latest documents are kept.
 */
export function createQuotes({
  archive,
  engine,
  connectors,
}: QuoteParts): (references: readonly { document: string; at: Span }[]) => Promise<readonly (Quote | null)[]> {
  const texts = new Map<string, Parts | null>();

  const observed = async ({ source, key, hash }: Speaker): Promise<Observation | undefined> =>
    (await archive.history(source, key)).find((candidate) => candidate.hash === hash);

  const partsOf = async (speaker: Speaker): Promise<Parts | null> => {
    const known = texts.get(speaker.hash);
    if (known !== undefined) return known;
    let observation = await observed(speaker);
    if (!observation) {
      // Another process may have archived it since.
      await archive.refresh();
      observation = await observed(speaker);
    }
    const connector = connectors.find((candidate) => candidate.name === speaker.source);
    const parts =
      observation && connector
        ? await archive.bytes(observation).then((bytes) => connector.parts({ ...observation, bytes }), unreadable)
        : null;
    if (observation) texts.set(speaker.hash, parts);
    if (texts.size > kept) texts.delete(texts.keys().next().value ?? '');
    return parts;
  };

  return async (references) => {
    const documents = [...new Set(references.map((reference) => reference.document))];
    const found = new Map(
      (await speakers(engine.read.bind(engine), documents)).map((speaker) => [speaker.document, speaker]),
    );
    const parts = new Map<string, Parts | null>();
    for (const speaker of found.values()) parts.set(speaker.document, await partsOf(speaker));
    return references.map(({ document, at }) => {
      const [speaker, text] = [found.get(document), parts.get(document)];
      if (!speaker || !text) return null;
      return {
        document,
        at,
        quote: quote(text, at),
        before: quote(text, { ...at, start: Math.max(0, at.start - surroundings), end: at.start }),
        after: quote(text, { ...at, start: at.end, end: at.end + surroundings }),
        record: speaker.record,
        source: speaker.source,
        fetchedAt: speaker.fetchedAt,
        hash: speaker.hash,
      };
    });
  };
}

function unreadable(error: unknown): null {
  if (error instanceof BadRecordError) return null;
  throw error;
}
