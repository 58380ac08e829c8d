/**
 * From a reading to rows: which nodes and links one document gives to the graph, under ids that survive a better
 * reader. Pure; what is here follows from the reading, the tables of the model and the archive's secret.
 */
import type { Lead } from '../graph/contribution.js';
import { mentionProps } from '../graph/identity.js';
import { hmacId } from '../model/ids.js';
import type { LinkType } from '../model/links.js';
import type { Mention } from '../model/mention.js';
import { nodeRow, type NodeType } from '../model/nodes.js';
import { organizationName } from '../model/organizationName.js';
import { personName } from '../model/personName.js';
import type { Props, Reading, Spans, StatedLink, StatedMention, StatedNode } from '../model/reading.js';

export interface NodeRowOut {
  readonly type: NodeType;
  readonly id: string;
  readonly props: Props;
}

export interface LinkRowOut {
  readonly type: LinkType;
  readonly from: string;
  readonly to: string;
  readonly fromType: NodeType;
  readonly toType: NodeType;
  readonly props: Props;
}

/** Everything one document gives to the graph. */
export interface Contribution {
  readonly document: NodeRowOut;
  readonly mentions: readonly Mention[];
  /** Mention and owned nodes; each hangs on the document by the link of its type (`hangsBy`). */
  readonly owned: readonly NodeRowOut[];
  /** Shared nodes it states, with what it says of them. */
  readonly shared: readonly NodeRowOut[];
  /**
   * The other links among all of these; those of the document to the shared nodes it states included. A link between two
   * shared nodes belongs to no single document: it stands on the STATES link to its start and is made when that is settled.
   */
  readonly links: readonly LinkRowOut[];
}

/** What surrounds a mention in its document, up to this many; more say little and cost memory. */
const contextSize = 12;

export const recordId = (secret: Uint8Array, source: string, key: string): string =>
  hmacId(secret, 'record', source, key);
export const documentId = (secret: Uint8Array, identity: readonly string[]): string =>
  hmacId(secret, 'doc', ...identity);

/** Id of a shared node: the public key itself, or a keyed hash of a personal one. */
const sharedId = (secret: Uint8Array, type: NodeType, key: string): string =>
  nodeRow(type).identity === 'natural' ? `${type}:${key}` : hmacId(secret, type.toLowerCase(), key);

export function contribution(secret: Uint8Array, reading: Reading): Contribution {
  const id = documentId(secret, reading.document.identity);
  const ends = new Map<string, { id: string; type: NodeType }>([['document', { id, type: 'Document' }]]);

  const seen = new Map<string, number>();
  for (const mention of reading.mentions) {
    const key = `${mention.roles[0] ?? ''}\n${mention.name}`;
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    ends.set(mention.ref, {
      id: hmacId(secret, 'mention', id, mention.roles[0] ?? '', String(ordinal), mention.name),
      type: 'Mention',
    });
  }
  const counts = new Map<NodeType, number>();
  for (const node of reading.nodes) {
    if (isShared(node)) {
      ends.set(node.ref, { id: sharedId(secret, node.type, node.key ?? node.ref), type: node.type });
      continue;
    }
    const ordinal = counts.get(node.type) ?? 0;
    counts.set(node.type, ordinal + 1);
    ends.set(node.ref, { id: `${node.type.toLowerCase()}_${id.slice(4)}_${ordinal}`, type: node.type });
  }
  const end = (ref: string): { id: string; type: NodeType } => {
    const found = ends.get(ref);
    if (!found) throw new Error(`The reading links to '${ref}', which it does not state.`);
    return found;
  };

  const mentions = mentionsOf(reading, id, (ref) => end(ref).id);
  const owned: NodeRowOut[] = mentions.map((mention, i) => ({
    type: 'Mention',
    id: mention.id,
    props: { ...reading.mentions[i]?.props, ...mentionProps(mention), at: spans(reading.mentions[i]?.at ?? {}) },
  }));
  const shared: NodeRowOut[] = [];
  const leads = leadsOf(reading, end);
  const links: LinkRowOut[] = [];
  const statedShared = new Set<string>();
  for (const node of reading.nodes) {
    const { id: nodeId, type } = end(node.ref);
    if (isShared(node)) {
      if (statedShared.has(nodeId)) continue;
      statedShared.add(nodeId);
      const props = Object.keys(node.props).length
        ? { ...node.props, ...('at' in nodeRow(type).props ? { at: spans(node.at) } : {}) }
        : {};
      shared.push({ type, id: nodeId, props });
      const further = leads.get(nodeId);
      links.push({
        type: 'STATES',
        from: id,
        to: nodeId,
        fromType: 'Document',
        toType: type,
        props: { says: JSON.stringify(props), ...(further ? { leads: JSON.stringify(further) } : {}) },
      });
    } else owned.push({ type, id: nodeId, props: { ...node.props, at: spans(node.at) } });
  }
  const sharedRefs = new Set(reading.nodes.filter(isShared).map((node) => node.ref));
  for (const link of reading.links) {
    if (sharedRefs.has(link.from) && sharedRefs.has(link.to)) continue;
    const [from, to] = [end(link.from), end(link.to)];
    links.push({
      type: link.type,
      from: from.id,
      to: to.id,
      fromType: from.type,
      toType: to.type,
      props: linkProps(link),
    });
  }
  return {
    document: { type: 'Document', id, props: { ...reading.document.props, at: spans(reading.document.at) } },
    mentions,
    owned,
    shared,
    links: unique(links),
  };
}

/** Start of a link between two shared nodes -> these links, each end once. */
function leadsOf(reading: Reading, end: (ref: string) => { id: string; type: NodeType }): Map<string, Lead[]> {
  const shared = new Set(reading.nodes.filter(isShared).map((node) => node.ref));
  const leads = new Map<string, Lead[]>();
  for (const link of reading.links) {
    if (!shared.has(link.from) || !shared.has(link.to)) continue;
    const [from, to] = [end(link.from), end(link.to)];
    const known = leads.get(from.id) ?? [];
    if (known.some((lead) => lead.type === link.type && lead.to === to.id)) continue;
    leads.set(from.id, [
      ...known,
      { type: link.type, to: to.id, toType: to.type, props: linkProps(link) as Lead['props'] },
    ]);
  }
  return leads;
}

const linkProps = (link: StatedLink): Props => ({
  ...link.props,
  ...(Object.keys(link.at).length ? { at: spans(link.at) } : {}),
});

/** A type that documents own may still be shared: a loan that other rows of the loan file name by its number. */
const isShared = (node: StatedNode): boolean => node.key !== undefined;

const spans = (at: Spans): string => JSON.stringify(at);

/** The link from a document to a mention or a node that it owns. */
export const hangsBy = (type: NodeType): LinkType => (type === 'Mention' ? 'NAMES' : 'STATES');

/** A reading may state one link twice, in two sentences; the graph has it once, with the first sentence. */
function unique(links: readonly LinkRowOut[]): LinkRowOut[] {
  const kept = new Map<string, LinkRowOut>();
  for (const link of links) {
    const key = `${link.type} ${link.from} ${link.to}`;
    if (!kept.has(key)) kept.set(key, link);
  }
  return [...kept.values()];
}

const nameKey = (name: string, kind: 'person' | 'organization'): string =>
  kind === 'person' ? (personName.clean(name)?.key ?? name) : (organizationName.clean(name)?.key ?? name);

function mentionsOf(reading: Reading, document: string, idOf: (ref: string) => string): Mention[] {
  const keyOf = new Map(reading.mentions.map((mention) => [mention.ref, nameKey(mention.name, mention.kind)]));
  const officerOf = new Map<string, string[]>();
  const officers = new Map<string, string[]>();
  const cases: string[] = [];
  const files: string[] = [];
  for (const link of reading.links) {
    if (link.type !== 'LEGAL_REPRESENTATIVE_OF') continue;
    push(officerOf, link.from, keyOf.get(link.to));
    push(officers, link.to, keyOf.get(link.from));
  }
  for (const node of reading.nodes) {
    if (node.type === 'CourtCase' && node.key) cases.push(node.key);
    // Only the bank's own file numbers customers and loans, and a row of it is about one.
    if ((node.type === 'Customer' || node.type === 'Loan') && isShared(node)) files.push(idOf(node.ref));
  }
  const all = [...new Set(keyOf.values())].sort();
  return reading.mentions.map((mention) => {
    const own = keyOf.get(mention.ref) ?? mention.name;
    return {
      ...(features(mention) as Partial<Mention>),
      id: idOf(mention.ref),
      document,
      name: mention.name,
      nameKey: own,
      kind: mention.kind,
      roles: mention.roles,
      fromLoanFile: mention.props['fromLoanFile'] === true,
      ...some('officerOf', officerOf.get(mention.ref)),
      ...some('officers', officers.get(mention.ref)),
      ...some(
        'companions',
        all.filter((key) => key !== own),
      ),
      ...some('cases', cases),
      ...some('files', files),
    };
  });
}

const featureNames = [
  'gender', 'birthDate', 'idNumber', 'creditCode', 'orgCode', 'registrationNumber', 'phone', 'address', 'formerNames',
] as const; // prettier-ignore

const features = (mention: StatedMention): Props =>
  Object.fromEntries(
    featureNames.flatMap((name) => (mention.props[name] === undefined ? [] : [[name, mention.props[name]]])),
  );

function some(name: keyof Mention, list: readonly string[] | undefined): Partial<Mention> {
  const values = [...new Set(list ?? [])].sort().slice(0, contextSize);
  return values.length ? { [name]: values } : {};
}

function push(map: Map<string, string[]>, key: string, value: string | undefined): void {
  if (value === undefined) return;
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
