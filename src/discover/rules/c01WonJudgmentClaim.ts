import { awardsOf, type Award } from '../award.js';
import { enforcingOf } from '../enforcing.js';
import { enforcementOf, type Enforcement } from '../dispute.js';
import {
  aboutOf,
  identityEvidence,
  latest,
  namesZh,
  pathFrom,
  quotes,
  step,
  surest,
  unique,
  unsure,
  yuan,
} from '../evidence.js';
import { alsoNamed, at, courtDocument, loanFile, together } from '../example.js';
import type { ClueDraft, Rule } from '../rule.js';
import type { Bilingual, Trap } from '../../model/clue.js';

/**
 * Money that a judgment, mediation or award says somebody must pay our debtor. Who sued says nothing: the order decides.
 *
 *   (debtor's Mention)<-[:PAYABLE_TO]-(PaymentOrder)<-[:MUST_PAY]-(payer's Mention), in a decision that was not replaced
 */
export const wonJudgmentClaim: Rule = {
  id: 'C01',
  name: 'wonJudgmentClaim',
  title: { zh: '胜诉债权', en: 'Claim won in court' },
  question: {
    zh: '哪些生效文书确定别人应向我方债务人付款？',
    en: 'Which effective documents say that somebody must pay our debtor?',
  },
  base: 'A',
  whose: 'borrower',
  reaches: ['party', 'dispute'],
  basis: ['民诉法解释 499', '执行规定 45-53', '民诉法 250'],
  halfLifeDays: 365,

  async drafts(run, cast) {
    const enforcing = new Map(
      (await enforcingOf(run, cast)).flatMap((one) =>
        one.award && one.by === 'likeness' && one.enforcement.state !== 'none' ? [[one.award, one.enforcement]] : [],
      ),
    );
    return surest((await awardsOf(run, cast)).flatMap((award) => draft(award, enforcing.get(award)) ?? []));
  },

  example: {
    story: 'Our debtor won 1.2 million, the appeal upheld it: the clue rests on both documents.',
    graph: together(loanFile(), won(), appeal(['upheld'])),
    expect: {
      customer: 'c1',
      subject: 'CourtCase:(2025)赣0702民初8号',
      tier: 'T1',
      value: 1_200_000_00,
      documents: ['appeal', 'file', 'won'],
    },
  },
  nearMiss: {
    story: 'The same, but the appeal reversed the judgment and dismissed the claim.',
    graph: together(loanFile(), won(), appeal(['reversed', 'dismissed'])),
  },
};

/** `alike`: enforcement that cites nothing, of the same parties before the same court. */
function draft(
  { seen, dispute, decision, standing, orders, total, own, payers }: Award,
  alike?: Enforcement,
): ClueDraft | null {
  // Under appeal nothing is due yet; what is pending is C04.
  if (standing.state === 'appealed' || standing.inRetrial) return null;
  const cited = enforcementOf(dispute, { nameKeys: [seen.mention.nameKey], parties: [seen.member.party] });
  const enforcement = cited.state === 'none' && alike ? alike : cited;
  if (enforcement.state === 'completed') return null;
  const { member } = seen;
  const effective = standing.effective === 'proven';
  const [payerZh, sum] = [namesZh(payers.map((payer) => payer.name)) || '对方', total === null ? null : yuan(total)];
  const papers = [decision, ...standing.by, ...(enforcement.by ? [enforcement.by] : [])];
  const documents = [...new Set([member.own.document, ...papers.map((paper) => paper.id)])].sort();
  const enforcing = enforcement.state === 'running';
  const place = enforcing && enforcement.by ? enforcement.by : decision;
  return {
    customer: member.customer,
    subject: dispute.root,
    tier: seen.tier,
    value: own,
    parties: [...new Set([member.party, ...payers.map((payer) => payer.party)])],
    documents,
    evidence: unique([
      ...orders.flatMap((order) => [
        ...quotes(order.document, order.at, {
          amount: { zh: '应付金额', en: 'amount to be paid' },
          '': { zh: '判项', en: 'order to pay' },
        }),
        ...order.payers.flatMap((payer) =>
          quotes(order.document, payer.at, { '': { zh: '付款义务人', en: 'who must pay' } }),
        ),
      ]),
      ...[...standing.by, ...(enforcement.by ? [enforcement.by] : [])].flatMap((paper) =>
        quotes(
          paper.id,
          paper.at,
          Object.fromEntries(
            (paper.outcomes ?? []).map((outcome) => [outcome, { zh: '后续裁判结果', en: 'what came of it' }]),
          ),
        ),
      ),
      ...identityEvidence(seen),
    ]),
    knownSince: latest(papers.map((paper) => paper.fetchedAt)),
    facts: {
      about: aboutOf(member),
      thing: dispute.root,
      sentence: unsure(seen, {
        zh: `${decision.caseNumber ?? '一份文书'}（${decision.court ?? '法院不详'}，${decision.date ?? '日期不详'}）确定${payerZh}应向${member.own.name}${creditors(orders).zh}支付${sum === null ? '款项（金额未载明）' : `${sum}元`}${enforcing ? `，${enforcement.by?.caseNumber ?? ''}已在执行中${enforcement === alike ? '（当事人和法院相同）' : ''}` : ''}。`,
        en: `${decision.caseNumber ?? 'A document'} orders ${payerZh} to pay ${member.own.name}${creditors(orders).en} ${sum === null ? '(sum not stated)' : `${sum} yuan`}${enforcing ? `; enforcement is running${enforcement.by?.caseNumber ? ` in ${enforcement.by.caseNumber}` : ''}${enforcement === alike ? ' (same parties and court)' : ''}` : ''}.`,
      }),
      path: [
        ...pathFrom(seen, { zh: '应得到支付', en: 'is to be paid' }),
        step('Document', decision.id, decision.caseNumber ?? decision.id, { zh: '判令付款的是', en: 'orders to pay' }),
        ...payers.slice(0, 5).map((payer) => step('Party', payer.party, payer.name)),
      ],
      traps: trapsOf(decision, standing, enforcement, orders),
      since: latest(papers.map((paper) => paper.date)) || null,
      reach: reachOf(effective, enforcement),
      room: orders.some((order) => order.owes.length)
        ? {
            value: 0.4,
            reason: {
              zh: '同一文书中债务人也须付款，可能抵销',
              en: 'The same document makes the debtor pay too: set-off possible',
            },
          }
        : {
            value: 0.8,
            reason: {
              zh: '未见该债权上有在先冻结或质押，未向法院核实',
              en: 'No earlier freeze or pledge of the claim seen; not checked with the court',
            },
          },
      way: {
        way: 'claim',
        payers: payerZh,
        standing: enforcing ? 'enforcing' : effective ? 'final' : 'unproven',
        court: place.court,
        caseNumber: place.caseNumber,
        enforceFrom:
          enforcement.state === 'none'
            ? latest([decision.date, ...standing.by.map((paper) => paper.date)]) || null
            : null,
      },
    },
  };
}

function reachOf(effective: boolean, enforcement: Enforcement): ClueDraft['facts']['reach'] {
  if (enforcement.state === 'terminatedThisRound')
    return {
      value: 0.3,
      reason: {
        zh: '该案已终本：付款方当时无可供执行财产',
        en: 'Its enforcement was terminated for this round: the payer had nothing then',
      },
    };
  return effective
    ? {
        value: 1,
        reason: {
          zh: '生效文书确定的债权，付款方的否认不予审查',
          en: 'Fixed by an effective document: a denial by the payer is not heard',
        },
      }
    : { value: 0.7, reason: { zh: '未见生效证明', en: 'No proof yet that it has taken effect' } };
}

/** Others are creditors of the same order: whose share is how much it does not say. */
function creditors(orders: Award['orders']): Bilingual {
  const most = Math.max(1, ...orders.map((order) => order.payees.length));
  return most === 1 ? { zh: '', en: '' } : { zh: `等${most}人共同`, en: ` and ${most - 1} more, together,` };
}

/** Compensation for the body and wages are the creditor's own, or must leave them enough to live on. */
const personal = /人身|生命权|健康权|身体权|交通事故|医疗|劳动|工伤|追索|抚养|赡养|扶养|雇|提供劳务/;

function trapsOf(
  decision: Award['decision'],
  standing: Award['standing'],
  enforcement: Enforcement,
  orders: Award['orders'],
): Trap[] {
  const trap = (zh: string, en: string, state: Trap['state']): Trap => ({ name: { zh, en }, state });
  return [
    trap(
      '已被改判或撤销',
      'reversed on appeal or retrial',
      standing.state === 'partly' ? 'open' : standing.effective === 'proven' ? 'clear' : 'open',
    ),
    trap('已履行完毕', 'already paid', 'open'),
    trap('债权已转让或出质', 'assigned or pledged', 'open'),
    trap('互负债务可抵销', 'set-off', orders.some((order) => order.owes.length) ? 'open' : 'clear'),
    trap(
      '另有共同债权人',
      'other creditors of the same order',
      orders.some((order) => order.payees.length > 1) ? 'open' : 'clear',
    ),
    ...(personal.test(decision.cause ?? '')
      ? [
          trap(
            '人身损害赔偿、劳动报酬等，可能专属于债权人或须保留生活费用',
            'compensation for injury or wages: may be the creditor’s own, or must leave enough to live on',
            'open',
          ),
        ]
      : []),
    ...(enforcement.partyChanged ? [trap('执行当事人已变更', 'a party of the enforcement was changed', 'open')] : []),
    ...(enforcement.state === 'ended' ? [trap('执行已终结', 'enforcement has ended', 'open')] : []),
  ];
}

function won() {
  return together(
    courtDocument(
      'won',
      '(2025)赣0702民初8号',
      { date: '2025-06-01', outcomes: ['granted'] },
      { roles: ['plaintiff'] },
    ),
    alsoNamed('won', 'won.payer', 'payer', '牧远农业有限公司', { roles: ['defendant'] }),
    {
      nodes: { order: ['PaymentOrder', { amount: 1_200_000_00, currency: 'CNY', at: at('', 'amount') }] },
      links: ['won STATES order', 'won.payer MUST_PAY order', 'order PAYABLE_TO won.m'],
    },
  );
}

function appeal(outcomes: readonly string[]) {
  return together(
    courtDocument(
      'appeal',
      '(2025)赣07民终9号',
      { procedure: 'second', date: '2025-09-01', outcomes, at: at('caseNumber', ...outcomes) },
      { roles: ['appellee'] },
    ),
    { nodes: {}, links: [['appeal CITES CourtCase:(2025)赣0702民初8号', { relation: 'appealOf' }]] },
  );
}
