/**
 * Papers of one dispute, joined by the case numbers they cite, and what they leave of each other:
 *
 *   first instance -> appeal (upheld, amended, reversed, remanded, withdrawn) -> retrial -> enforcement
 *
 *   standing     what is left of a decision: stands · partly · replaced · appealed
 *   effective    whether it can be enforced. Proven for mediation, second instance and retrial; for a first instance only
 *                when it was upheld, its appeal withdrawn, a retrial of it asked for, or it is enforced
 *   enforcement  none · running · terminatedThisRound · ended · completed, for one creditor
 *
 * In doubt a decision counts as replaced: a wrong clue is worse than a missing one.
 */
import type { Run } from '../graph/engine.js';
import { idsOfPapers, papersById, type Citations, type CourtPaper } from '../graph/dispute.js';
import { compare } from './evidence.js';

export interface Dispute {
  /** The earliest case, lowest instance first: names the dispute. */
  readonly root: string;
  readonly cases: ReadonlySet<string>;
  /** Oldest first; undated last. */
  readonly papers: readonly CourtPaper[];
}

/** Rounds of following citations; first instance, appeal, retrial, enforcement and its resumption need four. */
export const rounds = 6;

/** Id of the case of a key. */
const caseOfKey = (key: string): string => `CourtCase:${key}`;

/**
 * Input: case ids. Output: for each the dispute it belongs to. A case without papers is a dispute of its own.
 */
export async function disputesOf(run: Run, cases: readonly string[]): Promise<ReadonlyMap<string, Dispute>> {
  const papers = new Map<string, CourtPaper>();
  const seen = new Set<string>();
  let frontier = [...new Set(cases)];
  for (let round = 0; round < rounds && frontier.length; round++) {
    for (const id of frontier) seen.add(id);
    const next = new Set<string>();
    const fresh = (await idsOfPapers(run, frontier)).filter((id) => !papers.has(id));
    for (const paper of await papersById(run, fresh)) {
      papers.set(paper.id, paper);
      for (const id of joined(paper)) if (!seen.has(id)) next.add(id);
    }
    frontier = [...next];
  }
  return components([...seen], [...papers.values()]);
}

/** Cases that a paper belongs to or acts upon; a case that it merely mentions is no part of its dispute. */
export const joined = (paper: Citations): string[] => [
  ...new Set([
    ...paper.cases,
    ...paper.cites.filter((cite) => actsOn(paper, cite)).map((cite) => cite.id),
    ...(paper.targets ?? []).map(caseOfKey),
  ]),
];

const actsOn = (paper: Citations, cite: { id: string; relation: string | null }): boolean => {
  if (cite.relation !== null && cite.relation !== 'cites') return true;
  if (paper.procedure === 'enforcement') return isEnforcement(cite.id);
  return paper.procedure === 'retrial' && !isEnforcement(cite.id);
};

const isEnforcement = (id: string): boolean => /执(?!异|复|监)/.test(id);

function components(cases: readonly string[], papers: readonly CourtPaper[]): ReadonlyMap<string, Dispute> {
  const parent = new Map<string, string>();
  const find = (id: string): string => {
    let at = id;
    while (parent.get(at) !== undefined && parent.get(at) !== at) at = parent.get(at) ?? at;
    return at;
  };
  for (const id of cases) parent.set(id, id);
  for (const paper of papers) {
    const [first, ...others] = joined(paper);
    if (first === undefined) continue;
    for (const other of others) {
      const [a, b] = [find(first), find(other)];
      if (a !== b) parent.set(a, b);
    }
  }
  const groups = new Map<string, { cases: Set<string>; papers: CourtPaper[] }>();
  const groupOf = (id: string): { cases: Set<string>; papers: CourtPaper[] } => {
    const key = find(id);
    const group = groups.get(key) ?? { cases: new Set<string>(), papers: [] };
    groups.set(key, group);
    return group;
  };
  for (const id of new Set([...parent.keys(), ...papers.flatMap(joined)])) groupOf(id).cases.add(id);
  for (const paper of papers) {
    const [first] = joined(paper);
    if (first !== undefined) groupOf(first).papers.push(paper);
  }
  const disputes = new Map<string, Dispute>();
  for (const group of groups.values()) {
    const dispute = {
      root: [...group.cases].sort(byInstance)[0] ?? '',
      cases: group.cases,
      papers: group.papers.sort(byDate),
    };
    for (const id of group.cases) disputes.set(id, dispute);
  }
  return disputes;
}

const rank = (id: string): number => (/初/.test(id) ? 0 : /终/.test(id) ? 1 : /再|申/.test(id) ? 2 : 3);
const byInstance = (a: string, b: string): number => rank(a) - rank(b) || compare(a, b);
const byDate = (a: CourtPaper, b: CourtPaper): number =>
  compare(a.date ?? '9999', b.date ?? '9999') || compare(a.id, b.id);

/** A dispute of one paper without a case number. */
export const alone = (paper: CourtPaper): Dispute => ({ root: paper.id, cases: new Set(paper.cases), papers: [paper] });

export interface Standing {
  readonly state: 'stands' | 'partly' | 'replaced' | 'appealed';
  readonly effective: 'proven' | 'unproven';
  /** The papers that decided so. */
  readonly by: readonly CourtPaper[];
  /** A retrial was ordered and has not ended. */
  readonly inRetrial: boolean;
}

/** What is left of the decision in a case. `decision` is its paper, where we have it. */
export function standingOf(dispute: Dispute, caseId: string, decision?: CourtPaper): Standing {
  const chain = new Set([caseId]);
  const reviews: CourtPaper[] = [];
  // Appeals and retrials of the case, then what acts upon those: papers are in order of time, but not all are dated.
  for (let grown = true; grown;) {
    grown = false;
    for (const paper of dispute.papers) {
      if (reviews.includes(paper) || paper.id === decision?.id || !isReview(paper) || paper.cases.includes(caseId))
        continue;
      if (!joined(paper).some((id) => chain.has(id) && !paper.cases.includes(id))) continue;
      reviews.push(paper);
      for (const id of paper.cases) chain.add(id);
      grown = true;
    }
  }
  reviews.sort(byDate);

  let state: Standing['state'] = 'stands';
  let confirmed = false;
  let inRetrial = false;
  for (const paper of reviews) {
    const says = (outcome: string): boolean => paper.outcomes?.includes(outcome) ?? false;
    const targets = (paper.targets ?? []).map(caseOfKey);
    const undone = says('reversed') || says('remanded');
    if (paper.procedure === 'retrial') inRetrial = false;
    if (undone && says('upheld')) {
      // 撤销二审判决，维持一审判决: the lower decision is back.
      if (targets.includes(caseId) && targets.length > 1 && !says('remanded')) [state, confirmed] = ['stands', true];
      else if (state !== 'replaced') state = 'partly';
    } else if (undone || says('settled') || paper.kind === 'mediation') state = 'replaced';
    else if (state === 'replaced') continue;
    else if (says('amended')) [state, confirmed] = ['partly', true];
    else if (says('upheld')) [state, confirmed] = [state === 'appealed' ? 'stands' : state, true];
    else if (paper.procedure === 'second' && says('withdrawn'))
      [state, confirmed] = [state === 'appealed' ? 'stands' : state, true];
    else if (paper.procedure === 'retrial' && (says('dismissed') || says('withdrawn'))) confirmed = true;
    else if (paper.procedure === 'retrial') [confirmed, inRetrial] = [true, true];
    else if (says('dismissed') || says('granted')) state = 'partly';
    else if (state === 'stands' && !confirmed) state = 'appealed';
  }
  const enforced = dispute.papers.some(
    (paper) =>
      paper.procedure === 'enforcement' &&
      paper.cites.some((cite) => cite.relation === 'enforces' && chain.has(cite.id)),
  );
  const final =
    decision !== undefined &&
    (decision.kind === 'mediation' || decision.procedure === 'second' || decision.procedure === 'retrial');
  if (state === 'appealed' && enforced) state = 'stands';
  return { state, effective: final || confirmed || enforced ? 'proven' : 'unproven', by: reviews, inRetrial };
}

/** A paper that decides the case or ends it: then nothing is pending. */
export const isDecision = (paper: CourtPaper): boolean =>
  paper.kind === 'judgment' ||
  paper.kind === 'mediation' ||
  (paper.outcomes ?? []).some((outcome) => ending.has(outcome));

const ending = new Set([
  'granted',
  'dismissed',
  'upheld',
  'reversed',
  'amended',
  'remanded',
  'withdrawn',
  'settled',
  'bankruptcyAccepted',
]);

const isReview = (paper: CourtPaper): boolean => paper.procedure === 'second' || paper.procedure === 'retrial';

/** 申请执行人; who is 被执行人 in the same paper is no creditor. */
const isEnforcementApplicant = ({ roles }: { readonly roles: readonly string[] | null }): boolean =>
  (roles?.includes('enforcementApplicant') ?? false) && !roles?.includes('judgmentDebtor');

export interface Enforcement {
  readonly state: 'none' | 'running' | 'terminatedThisRound' | 'ended' | 'completed';
  /** The paper that says so, and the latest of the enforcement. */
  readonly by: CourtPaper | null;
  readonly papers: readonly CourtPaper[];
  /** A party of the enforcement was changed or added. */
  readonly partyChanged: boolean;
}

/**
 * Where enforcement of the dispute stands for one creditor, given by the keys of his names and his parties. Enforcement
 * applied for by others only is theirs; a paper that names no applicant counts. Without a creditor: by anybody.
 */
export function enforcementOf(
  dispute: Dispute,
  creditor?: { readonly nameKeys: readonly string[]; readonly parties: readonly string[] },
): Enforcement {
  const papers = dispute.papers.filter((paper) => {
    if (paper.procedure !== 'enforcement') return false;
    const applicants = paper.named.filter(isEnforcementApplicant);
    return (
      !creditor ||
      !applicants.length ||
      applicants.some((one) => creditor.parties.includes(one.party) || creditor.nameKeys.includes(one.nameKey))
    );
  });
  let state: Enforcement['state'] = papers.length ? 'running' : 'none';
  let by = papers.at(-1) ?? null;
  let completedOn: string | null = null;
  for (const paper of papers) {
    const says = (outcome: string): boolean => paper.outcomes?.includes(outcome) ?? false;
    const next = says('enforcementCompleted')
      ? 'completed'
      : says('enforcementResumed')
        ? 'running'
        : says('enforcementTerminatedThisRound')
          ? 'terminatedThisRound'
          : says('enforcementEnded') || says('withdrawn')
            ? 'ended'
            : null;
    if (next === null) {
      // A paper of a resumed case (执恢) that ends nothing shows that it runs.
      if (
        state === 'terminatedThisRound' &&
        paper.cases.some((id) => /执恢/.test(id)) &&
        !by?.cases.some((id) => paper.cases.includes(id))
      )
        [state, by] = ['running', paper];
      continue;
    }
    if (
      state === 'completed' &&
      !(next === 'running' && paper.date !== null && completedOn !== null && paper.date > completedOn)
    )
      continue;
    if (next === 'completed') completedOn = paper.date;
    [state, by] = [next, paper];
  }
  return { state, by, papers, partyChanged: papers.some((paper) => paper.outcomes?.includes('partyChanged') ?? false) };
}
