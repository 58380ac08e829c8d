import { linkRow, linkTypeNames } from '../model/links.js';
import { nodeTypeNames, type NodeType } from '../model/nodes.js';
import type { Props, Reading } from '../model/reading.js';

const stateable = new Set<string>(linkRow('STATES').to);
const nodeTypes = new Set<string>(nodeTypeNames);
const linkTypes = new Set<string>(linkTypeNames);

/**
 * What makes a reading unfit to be written, in words without values of the record; null when it is fit. A reader with a
 * fault costs the record that shows it, never the batch it came in.
 */
export function faultOf({ document, mentions, nodes, links }: Reading): string | null {
  if (!document.identity.length || !Number.isFinite(document.fullness))
    return 'the document has no identity or no fullness';
  const types = new Map<string, NodeType>([['document', 'Document']]);
  for (const { ref, type } of [
    ...mentions.map((mention) => ({ ref: mention.ref, type: 'Mention' as const })),
    ...nodes,
  ]) {
    if (types.has(ref)) return `two things are called '${ref}'`;
    types.set(ref, type);
  }
  for (const { type, key } of nodes) {
    if (!nodeTypes.has(type) || !stateable.has(type)) return `a document cannot state a ${type}`;
    if (key === '') return `a ${type} has an empty key`;
  }
  if (mentions.some((mention) => !mention.name)) return 'a mention has no name';
  for (const { type, from, to } of links) {
    if (!linkTypes.has(type)) return `there is no link ${type}`;
    const [start, end] = [types.get(from), types.get(to)];
    if (!start || !end) return `${type} names something that the reading does not state`;
    if (!linkRow(type).from.includes(start) || !linkRow(type).to.includes(end))
      return `${type} cannot lead from ${start} to ${end}`;
  }
  for (const props of [document, ...mentions, ...nodes, ...links].map((thing) => thing.props ?? {})) {
    const bad = unstorable(props);
    if (bad !== undefined) return `'${bad}' is neither text, number, flag nor a list of texts`;
  }
  return null;
}

const unstorable = (props: Props): string | undefined => Object.keys(props).find((name) => !storable(props[name]));

function storable(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  if (typeof value === 'number') return Number.isFinite(value);
  return value === undefined || typeof value === 'string' || typeof value === 'boolean';
}
