/** Which parts of a party an answer will want, seen from its fields, so that they are fetched with the party itself. */
import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import type { Part } from '../../src/graph/profile.js';

/** Field of a party -> the parts it is made of. A field that is not here fetches for itself. */
const parts: Readonly<Record<string, readonly Part[]>> = {
  names: ['mentions'],
  facts: ['mentions'],
  identifiers: ['mentions'],
  mentions: ['mentions'],
  cases: ['cases'],
  caseCounts: ['cases'],
  represents: ['mentions'],
  representedBy: ['mentions'],
  contacts: ['mentions'],
  customers: ['mentions'],
  loans: ['loans'],
  guaranteesGiven: ['securities'],
  guaranteesReceived: ['securities'],
  guaranteesHeld: ['securities'],
  mustPay: ['orders'],
  isOwed: ['orders'],
  assets: ['assets'],
  timeline: ['mentions', 'loans', 'securities', 'assets'],
  coverage: ['mentions', 'loans', 'securities', 'orders', 'assets'],
};

/** A parsed query is kept for as long as its text comes again. */
const seen = new WeakMap<FieldNode, readonly Part[]>();

/** Parts wanted below the field that returns the party, in one order; what is skipped by a directive counts too. */
export function partsWanted({
  fieldNodes,
  fragments,
}: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>): readonly Part[] {
  const [first] = fieldNodes;
  const known = first && fieldNodes.length === 1 ? seen.get(first) : undefined;
  if (known) return known;
  const wanted = new Set<Part>();
  /** Documents and evidence of a case say all that a mention says. */
  const needsAll = (selected: SelectionSetNode | undefined): boolean =>
    (selected?.selections ?? []).some((one) =>
      one.kind === Kind.FIELD
        ? one.name.value === 'evidence' || one.name.value === 'documents' || needsAll(one.selectionSet)
        : needsAll(one.kind === Kind.INLINE_FRAGMENT ? one.selectionSet : fragments[one.name.value]?.selectionSet),
    );
  const look = (selected: SelectionSetNode | undefined): void => {
    for (const one of selected?.selections ?? [])
      if (one.kind === Kind.FIELD)
        for (const part of parts[one.name.value] ?? [])
          wanted.add(part === 'cases' && needsAll(one.selectionSet) ? 'mentions' : part);
      else look(one.kind === Kind.INLINE_FRAGMENT ? one.selectionSet : fragments[one.name.value]?.selectionSet);
  };
  for (const node of fieldNodes) look(node.selectionSet);
  if (wanted.has('mentions')) wanted.delete('cases');
  const found = [...wanted].sort();
  if (first && fieldNodes.length === 1) seen.set(first, found);
  return found;
}
