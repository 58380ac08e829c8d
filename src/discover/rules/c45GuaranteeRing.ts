import { guaranteesTowards, type GuaranteeEdge } from '../../graph/ring.js';
import type { Member } from '../cast.js';
import { aboutOf, compare, latest, namesZh, quotes, step, unique } from '../evidence.js';
import { at, loanFile, together, type Graph } from '../example.js';
import type { ClueDraft, Rule } from '../rule.js';

/**
 * Guarantees that come back to our debtor: the whole strongly connected component, and one ring through it as example.
 * Rings are never enumerated: fifteen mutual guarantors have tens of thousands.
 *
 *   (debtor Party)<-guaranteed by-(Party)<-…-(debtor Party)
 */
export const guaranteeRing: Rule = {
  id: 'C45',
  name: 'guaranteeRing',
  title: { zh: '担保圈', en: 'Guarantee ring' },
  question: { zh: '哪些主体与债务人互相担保，连成圈？', en: 'Who guarantees whom in a circle through our debtor?' },
  base: 'S',
  whose: 'borrower',
  reaches: ['party', 'ring'],
  basis: ['担保制度解释 13'],
  halfLifeDays: 730,

  async drafts(run, cast) {
    if (!cast.members.length) return [];
    const edges = await guaranteesTowards(run, [...new Set(cast.members.map((member) => member.party))].sort());
    const components = stronglyConnected(edges);
    return cast.members.flatMap((member) => {
      const component = components.get(member.party);
      return component ? [draft(member, component, edges)] : [];
    });
  },

  example: {
    story:
      'A guarantees our debtor, B guarantees A, our debtor guarantees B; and C guarantees A, but nobody of them guarantees C.',
    graph: together(
      loanFile(),
      guarantees('a', 'debtor', 'own'),
      guarantees('b', 'a'),
      guarantees('c', 'a'),
      guarantees('debtor', 'b'),
    ),
    expect: {
      customer: 'c1',
      subject: 'own',
      tier: 'T2',
      value: null,
      documents: ['file', 'g-a-debtor', 'g-b-a', 'g-debtor-b'],
    },
  },
  nearMiss: {
    story: 'A chain: B guarantees A, A guarantees our debtor.',
    graph: together(loanFile(), guarantees('a', 'debtor', 'own'), guarantees('b', 'a')),
  },
};

function draft(member: Member, component: ReadonlySet<string>, all: readonly GuaranteeEdge[]): ClueDraft {
  const inside = all.filter((edge) => component.has(edge.guarantor) && component.has(edge.debtor));
  const names = new Map(
    inside.flatMap((edge) => [[edge.guarantor, edge.guarantorName] as const, [edge.debtor, edge.debtorName] as const]),
  );
  const ring = ringThrough(member.party, inside);
  const documents = [...new Set([member.own.document, ...inside.map((edge) => edge.document)])].sort();
  const others = [...component].filter((party) => party !== member.party).sort(compare);
  return {
    customer: member.customer,
    subject: member.own.id,
    tier: 'T2',
    value: null,
    parties: [member.party, ...others],
    documents,
    evidence: unique(
      ring.flatMap((edge) =>
        quotes(edge.document, edge.at, {
          '': { zh: '保证', en: 'guarantee' },
          contractNumber: { zh: '保证合同号', en: 'guarantee contract' },
        }),
      ),
    ),
    knownSince: latest(inside.map((edge) => edge.fetchedAt)),
    facts: {
      about: aboutOf(member),
      sentence: {
        zh: `${member.own.name}与${namesZh(others.map((party) => names.get(party) ?? party))}互相担保，圈内共${component.size}方。`,
        en: `${member.own.name} stands in a guarantee ring of ${component.size} parties.`,
      },
      path: [
        step('Customer', member.customer, member.number ?? '', { zh: '债务人是', en: 'debtor is' }),
        ...ring.map((edge) =>
          step('Party', edge.guarantor, names.get(edge.guarantor) ?? '', { zh: '为其担保', en: 'guarantees' }),
        ),
        step('Party', member.party, member.own.name),
      ],
      traps: [
        { name: { zh: '母子公司之间的支持', en: 'support between parent and subsidiary' }, state: 'open' },
        { name: { zh: '旧担保已到期', en: 'old guarantees have expired' }, state: 'open' },
      ],
      since: latest(inside.map((edge) => edge.date ?? edge.signedOn)) || null,
      reach: { value: 0.3, reason: { zh: '提示关系，需选择可诉的一方', en: 'A relation: choose whom to sue' } },
      room: { value: 0.3, reason: { zh: '圈内各方清偿能力互相影响', en: 'The members weaken one another' } },
      way: { way: 'ring', members: component.size },
    },
  };
}

/** Tarjan, without recursion. Party -> its component, of two parties or more. */
export function stronglyConnected(
  edges: readonly Pick<GuaranteeEdge, 'guarantor' | 'debtor'>[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const next = new Map<string, string[]>();
  for (const { guarantor, debtor } of edges) {
    next.set(guarantor, [...(next.get(guarantor) ?? []), debtor]);
    if (!next.has(debtor)) next.set(debtor, []);
  }
  const [index, low] = [new Map<string, number>(), new Map<string, number>()];
  const [stack, onStack] = [[] as string[], new Set<string>()];
  const components = new Map<string, ReadonlySet<string>>();
  for (const root of next.keys()) {
    if (index.has(root)) continue;
    const work: { party: string; at: number }[] = [];
    const enter = (party: string): void => {
      index.set(party, index.size);
      low.set(party, index.size - 1);
      stack.push(party);
      onStack.add(party);
      work.push({ party, at: 0 });
    };
    enter(root);
    for (let top = work.at(-1); top; top = work.at(-1)) {
      const { party } = top;
      const child = next.get(party)?.[top.at++];
      const lower = (value: number): void => void low.set(party, Math.min(low.get(party) ?? value, value));
      if (child !== undefined) {
        if (!index.has(child)) enter(child);
        else if (onStack.has(child)) lower(index.get(child) ?? 0);
        continue;
      }
      work.pop();
      const parent = work.at(-1)?.party;
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent) ?? 0, low.get(party) ?? 0));
      if (low.get(party) !== index.get(party)) continue;
      const component = new Set(stack.splice(stack.indexOf(party)));
      for (const member of component) onStack.delete(member);
      if (component.size > 1) for (const member of component) components.set(member, component);
    }
  }
  return components;
}

/** A shortest ring through a party: guarantees from it back to it; among equals the first in order of names. */
function ringThrough(party: string, edges: readonly GuaranteeEdge[]): GuaranteeEdge[] {
  const sorted = [...edges].sort((a, b) => compare(a.debtor, b.debtor) || compare(a.security, b.security));
  const cameBy = new Map<string, GuaranteeEdge>();
  let frontier = [party];
  while (frontier.length && !cameBy.has(party)) {
    const reached: string[] = [];
    for (const from of frontier)
      for (const edge of sorted)
        if (edge.guarantor === from && !cameBy.has(edge.debtor)) {
          cameBy.set(edge.debtor, edge);
          reached.push(edge.debtor);
        }
    frontier = reached;
  }
  const ring: GuaranteeEdge[] = [];
  for (let edge = cameBy.get(party); edge; edge = edge.guarantor === party ? undefined : cameBy.get(edge.guarantor))
    ring.unshift(edge);
  return ring;
}

/** One guarantee in a document of its own; `onFile` is the debtor's mention of the loan file. */
function guarantees(guarantor: string, debtor: string, onFile?: string): Graph {
  const id = `g-${guarantor}-${debtor}`;
  const mention = (party: string): Graph['nodes'] => ({
    [`${id}.${party}`]: [
      'Mention',
      { name: party, nameKey: party, kind: 'organization', document: id, at: at('name') },
    ],
    ...(party === 'debtor' ? {} : { [party]: ['Party', { name: party, kind: 'organization', mentions: 1 }] }),
  });
  return {
    nodes: {
      [id]: ['Document', { kind: 'judgment', date: '2024-01-01', fetchedAt: '2026-02-01T00:00:00Z' }],
      [`${id}.s`]: ['Security', { kind: 'guarantee', at: at('') }],
      ...mention(guarantor),
      ...(onFile ? {} : mention(debtor)),
    },
    links: [
      `${id} STATES ${id}.s`,
      `${id} NAMES ${id}.${guarantor}`,
      `${id}.${guarantor} OF ${guarantor}`,
      `${id}.${guarantor} PROVIDES ${id}.s`,
      ...(onFile
        ? [`${id}.s FOR_DEBTOR c1`]
        : [`${id} NAMES ${id}.${debtor}`, `${id}.${debtor} OF ${debtor}`, `${id}.s FOR_DEBTOR ${id}.${debtor}`]),
    ],
  };
}
