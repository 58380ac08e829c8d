/**
 * Every kind of link in the graph, one row each, with both readings: `caption` from the start, `reverse` from the end.
 * A party's links hang on its mentions (each mention says what one document says of it), never on the party itself, so
 * that taking a document or a merge back touches nothing else:
 *
 *   (Party)<-[:OF]-(Mention)-[:MUST_PAY]->(PaymentOrder)-[:PAYABLE_TO]->(Mention)-[:OF]->(Party)
 */
import type { NodeType, PropType } from './nodes.js';

export interface LinkTypeRow {
  readonly caption: { readonly zh: string; readonly en: string };
  readonly reverse: { readonly zh: string; readonly en: string };
  readonly from: readonly NodeType[];
  readonly to: readonly NodeType[];
  readonly props?: Readonly<Record<string, PropType>>;
}

const table = <T extends Readonly<Record<string, LinkTypeRow>>>(rows: T): T => rows;

export const linkTypes = table({
  // Who says what
  OBSERVES: {
    caption: { zh: '载明', en: 'observes' },
    reverse: { zh: '来源于', en: 'observed in' },
    from: ['Record'],
    to: ['Document'],
  },
  NAMES: {
    caption: { zh: '提及', en: 'names' },
    reverse: { zh: '见于', en: 'named in' },
    from: ['Document'],
    to: ['Mention'],
  },
  STATES: {
    caption: { zh: '记载', en: 'states' },
    reverse: { zh: '记载于', en: 'stated in' },
    from: ['Document'],
    to: [
      'Loan',
      'Security',
      'Seizure',
      'PaymentOrder',
      'CustomerFile',
      'OurCase',
      'Payment',
      'ContactMade',
      'Customer',
      'ContactPoint',
      'CourtCase',
      'Asset',
    ],
    // On a link to a shared node, as JSON: what this document says of it, and the links it states from it to other shared ones.
    props: { says: 'text', leads: 'text' },
  },
  OF: {
    caption: { zh: '是', en: 'is' },
    reverse: { zh: '提及为', en: 'mentioned as' },
    from: ['Mention'],
    to: ['Party'],
  },
  POSSIBLY: {
    caption: { zh: '可能是', en: 'may be' },
    reverse: { zh: '可能被提及为', en: 'may be mentioned as' },
    from: ['Mention'],
    to: ['Party'],
    props: { reasons: 'text[]' },
  },

  // Cases
  OF_CASE: {
    caption: { zh: '属于案件', en: 'belongs to case' },
    reverse: { zh: '文书', en: 'document' },
    from: ['Document'],
    to: ['CourtCase'],
  },
  CITES: {
    caption: { zh: '引用', en: 'cites' },
    reverse: { zh: '被引用', en: 'cited by' },
    from: ['Document'],
    to: ['CourtCase'],
    props: { relation: 'text', at: 'text' },
  },
  LEGAL_REPRESENTATIVE_OF: {
    caption: { zh: '法定代表人', en: 'legal representative of' },
    reverse: { zh: '法定代表人为', en: 'legally represented by' },
    from: ['Mention'],
    to: ['Mention'],
    props: { title: 'text', at: 'text' },
  },
  MUST_PAY: {
    caption: { zh: '应支付', en: 'must pay' },
    reverse: { zh: '义务人', en: 'obligor' },
    from: ['Mention'],
    to: ['PaymentOrder'],
    props: { principal: 'flag', at: 'text' },
  },
  PAYABLE_TO: {
    caption: { zh: '受款人', en: 'payable to' },
    reverse: { zh: '应收', en: 'is owed' },
    from: ['PaymentOrder'],
    to: ['Mention'],
  },

  // Loans and security
  LENT: {
    caption: { zh: '出借', en: 'lent' },
    reverse: { zh: '出借人', en: 'lender' },
    from: ['Mention'],
    to: ['Loan'],
  },
  BORROWED: {
    caption: { zh: '借入', en: 'borrowed' },
    reverse: { zh: '借款人', en: 'borrower' },
    from: ['Mention'],
    to: ['Loan'],
  },
  PROVIDES: {
    caption: { zh: '提供担保', en: 'provides' },
    reverse: { zh: '担保人', en: 'provided by' },
    from: ['Mention'],
    to: ['Security'],
  },
  FOR_DEBTOR: {
    caption: { zh: '为其担保', en: 'for debtor' },
    reverse: { zh: '获得担保', en: 'secured by' },
    from: ['Security'],
    to: ['Mention', 'Customer'],
  },
  TO_CREDITOR: {
    caption: { zh: '担保权人', en: 'to creditor' },
    reverse: { zh: '享有担保', en: 'holds security' },
    from: ['Security'],
    to: ['Mention'],
  },
  SECURES: {
    caption: { zh: '担保债权', en: 'secures' },
    reverse: { zh: '担保', en: 'secured by' },
    from: ['Security'],
    to: ['Loan'],
  },
  OVER: {
    caption: { zh: '担保物', en: 'over' },
    reverse: { zh: '设有担保', en: 'encumbered by' },
    from: ['Security'],
    to: ['Asset'],
  },

  // Assets
  OWNS: {
    caption: { zh: '所有', en: 'owns' },
    reverse: { zh: '所有人', en: 'owned by' },
    from: ['Mention'],
    to: ['Asset'],
    props: { at: 'text' },
  },
  DESCRIBES: {
    caption: { zh: '描述', en: 'describes' },
    reverse: { zh: '描述于', en: 'described in' },
    from: ['Document'],
    to: ['Asset'],
    props: { description: 'text', location: 'text', states: 'text[]', value: 'fen', at: 'text' },
  },
  SEIZES: {
    caption: { zh: '查封', en: 'seizes' },
    reverse: { zh: '被查封', en: 'seized by' },
    from: ['Seizure'],
    to: ['Asset'],
  },
  BY_CASE: {
    caption: { zh: '依案件', en: 'by case' },
    reverse: { zh: '查封措施', en: 'seizure' },
    from: ['Seizure', 'OurCase'],
    to: ['CourtCase'],
  },

  // The bank's own file
  IS_CUSTOMER: {
    caption: { zh: '是客户', en: 'is customer' },
    reverse: { zh: '客户主体', en: 'customer is' },
    from: ['Mention'],
    to: ['Customer'],
    props: { role: 'text' },
  },
  FILE_OF: {
    caption: { zh: '档案属于', en: 'file of' },
    reverse: { zh: '档案', en: 'file' },
    from: ['CustomerFile'],
    to: ['Customer'],
  },
  OWED_BY: {
    caption: { zh: '欠款客户', en: 'owed by' },
    reverse: { zh: '欠我行', en: 'owes us' },
    from: ['Loan'],
    to: ['Customer'],
  },
  AGAINST: {
    caption: { zh: '被诉客户', en: 'against' },
    reverse: { zh: '我方案件', en: 'our case' },
    from: ['OurCase'],
    to: ['Customer'],
  },
  SEIZED_FOR: {
    caption: { zh: '为追索', en: 'seized for' },
    reverse: { zh: '我方查封', en: 'our seizure' },
    from: ['Seizure'],
    to: ['Customer'],
  },
  REPAYS: {
    caption: { zh: '偿还', en: 'repays' },
    reverse: { zh: '还款', en: 'repaid by' },
    from: ['Payment'],
    to: ['Customer', 'Loan'],
  },
  CONTACTED: {
    caption: { zh: '联系', en: 'contacted' },
    reverse: { zh: '联系记录', en: 'contacted in' },
    from: ['ContactMade'],
    to: ['Customer'],
  },
  REACHED_AT: {
    caption: { zh: '联系方式', en: 'reached at' },
    reverse: { zh: '使用者', en: 'used by' },
    from: ['Mention'],
    to: ['ContactPoint'],
  },

  // What follows
  CLUE_FOR: {
    caption: { zh: '线索属于', en: 'clue for' },
    reverse: { zh: '线索', en: 'clue' },
    from: ['Clue'],
    to: ['Customer'],
  },
  CLUE_ABOUT: {
    caption: { zh: '涉及主体', en: 'about' },
    reverse: { zh: '相关线索', en: 'in clue' },
    from: ['Clue'],
    to: ['Party'],
  },
  RESTS_ON: {
    caption: { zh: '依据', en: 'rests on' },
    reverse: { zh: '支持线索', en: 'supports' },
    from: ['Clue'],
    to: ['Document'],
  },
});

export type LinkType = keyof typeof linkTypes;
export const linkTypeNames = Object.keys(linkTypes) as LinkType[];
/** A row by name, typed as a row. */
export const linkRow = (type: LinkType): LinkTypeRow => linkTypes[type];
