/**
 * Every kind of node in the graph, one row each. Constraints, indexes, the writing of readings, masking, the digest and
 * exploration all follow from these rows: a new node type is a new row.
 *
 * identity says where a node's id comes from, and so who may delete it:
 *   document   owned by the one document that states it; goes and comes with the document's reading
 *   natural    shared by all documents that state the same public key (case number); gone when the last one is
 *   keyed      as natural, but the key is personal or the bank's own, so the id is a keyed hash of it. A stated node of
 *              an owned type that carries a key (a loan of the loan file) is treated as keyed
 *              A shared node's properties are those of the document with the smallest id that states any
 *   derived    made by resolve or discover from the rest
 *   ledger     an entry of the ledger, which people wrote
 *   bookkeeping  the pipeline's own marks; no part of the digest
 */
export type Identity = 'document' | 'natural' | 'keyed' | 'derived' | 'ledger' | 'bookkeeping';

/** fen: money in fen · date: ISO, may be partial · text[]: list of strings · flag: boolean */
export type PropType = 'text' | 'text[]' | 'fen' | 'number' | 'date' | 'time' | 'flag';

export interface NodeTypeRow {
  readonly caption: { readonly zh: string; readonly en: string };
  readonly identity: Identity;
  readonly props: Readonly<Record<string, PropType>>;
  /** Properties looked up by equality, besides id. */
  readonly indexed?: readonly string[];
  /** Properties that full-text search reads. */
  readonly searched?: readonly string[];
  /** Properties that leave the hub masked unless a setting named for its danger says otherwise. */
  readonly sensitive?: readonly string[];
  /** The property shown as the node's name. */
  readonly name?: string;
}

const table = <T extends Readonly<Record<string, NodeTypeRow>>>(rows: T): T => rows;

export const nodeTypes = table({
  // What was read
  Record: {
    caption: { zh: '来源记录', en: 'Source record' },
    identity: 'derived',
    props: {
      source: 'text',
      key: 'text',
      hash: 'text',
      fetchedAt: 'time',
      run: 'text',
      observations: 'number',
      fullness: 'number',
    },
    name: 'key',
  },
  Document: {
    caption: { zh: '文书', en: 'Document' },
    identity: 'derived',
    props: {
      kind: 'text',
      title: 'text',
      caseNumber: 'text',
      court: 'text',
      cause: 'text',
      procedure: 'text',
      date: 'date',
      outcomes: 'text[]',
      targets: 'text[]',
      source: 'text',
      record: 'text',
      reading: 'text',
      fetchedAt: 'time',
      at: 'text',
    },
    indexed: ['caseNumber'],
    name: 'title',
  },
  Mention: {
    caption: { zh: '提及', en: 'Mention' },
    identity: 'document',
    props: {
      name: 'text',
      nameKey: 'text',
      kind: 'text',
      roles: 'text[]',
      gender: 'text',
      birthDate: 'date',
      ethnicity: 'text',
      idNumber: 'text',
      creditCode: 'text',
      orgCode: 'text',
      registrationNumber: 'text',
      phone: 'text',
      address: 'text',
      aliases: 'text[]',
      formerNames: 'text[]',
      // What surrounds it in its document, as JSON: only who is who reads it (model/mention.ts).
      context: 'text',
      fromLoanFile: 'flag',
      document: 'text',
      at: 'text',
    },
    indexed: ['nameKey'],
    sensitive: ['idNumber', 'phone', 'address'],
    name: 'name',
  },
  CourtCase: {
    caption: { zh: '案件', en: 'Court case' },
    identity: 'natural',
    props: { caseNumber: 'text', year: 'number', courtCode: 'text', typeCode: 'text', serial: 'number', stage: 'text' },
    name: 'caseNumber',
  },
  Loan: {
    caption: { zh: '贷款', en: 'Loan' },
    identity: 'document',
    props: {
      number: 'text',
      contractNumber: 'text',
      principal: 'fen',
      balance: 'fen',
      currency: 'text',
      printed: 'text',
      signedOn: 'date',
      dueOn: 'date',
      defaultedOn: 'date',
      acceleratedOn: 'date',
      at: 'text',
    },
    name: 'contractNumber',
  },
  Security: {
    caption: { zh: '担保', en: 'Security' },
    identity: 'document',
    props: {
      kind: 'text',
      mode: 'text',
      cap: 'fen',
      printed: 'text',
      collateral: 'text',
      contractNumber: 'text',
      signedOn: 'date',
      periodFrom: 'date',
      periodUntil: 'date',
      at: 'text',
    },
    name: 'kind',
  },
  Asset: {
    caption: { zh: '财产', en: 'Asset' },
    identity: 'keyed',
    props: { kind: 'text', certificateNumber: 'text' },
    indexed: ['certificateNumber'],
    name: 'certificateNumber',
  },
  Seizure: {
    caption: { zh: '查封/冻结', en: 'Seizure' },
    identity: 'document',
    props: {
      method: 'text',
      waiting: 'flag',
      rank: 'number',
      court: 'text',
      caseNumber: 'text',
      from: 'date',
      until: 'date',
      ours: 'flag',
      state: 'text',
      at: 'text',
    },
    name: 'court',
  },
  PaymentOrder: {
    caption: { zh: '给付判项', en: 'Payment order' },
    identity: 'document',
    props: { amount: 'fen', currency: 'text', printed: 'text', joint: 'flag', at: 'text' },
    name: 'printed',
  },
  ContactPoint: {
    caption: { zh: '联系方式', en: 'Contact point' },
    identity: 'keyed',
    props: { kind: 'text', value: 'text' },
    sensitive: ['value'],
    name: 'value',
  },

  // The bank's own file
  Customer: {
    caption: { zh: '客户', en: 'Customer' },
    identity: 'keyed',
    props: { number: 'text' },
    name: 'number',
  },
  CustomerFile: {
    caption: { zh: '客户档案', en: 'Customer file' },
    identity: 'document',
    props: { branch: 'text', team: 'text', officer: 'text', at: 'text' },
    indexed: ['officer'],
    name: 'officer',
  },
  OurCase: {
    caption: { zh: '我方案件', en: 'Our own case' },
    identity: 'document',
    props: {
      caseNumber: 'text',
      stage: 'text',
      court: 'text',
      title: 'text',
      claimed: 'fen',
      filedOn: 'date',
      servedOn: 'date',
      effectiveOn: 'date',
      at: 'text',
    },
    name: 'caseNumber',
  },
  Payment: {
    caption: { zh: '还款', en: 'Payment' },
    identity: 'document',
    props: { amount: 'fen', printed: 'text', on: 'date', at: 'text' },
    name: 'printed',
  },
  ContactMade: {
    caption: { zh: '催收联系', en: 'Contact made' },
    identity: 'document',
    props: { on: 'date', kind: 'text', whom: 'text', proof: 'text', result: 'text', at: 'text' },
    name: 'kind',
  },

  // What follows
  Party: {
    caption: { zh: '主体', en: 'Party' },
    identity: 'derived',
    props: { name: 'text', names: 'text[]', kind: 'text', mentions: 'number' },
    searched: ['name'],
    name: 'name',
  },
  Clue: {
    caption: { zh: '财产线索', en: 'Asset clue' },
    identity: 'derived',
    props: {
      rule: 'text',
      customer: 'text',
      subject: 'text',
      tier: 'text',
      value: 'fen',
      facts: 'text',
      evidence: 'text',
      knownSince: 'time',
      hash: 'text',
    },
    indexed: ['rule', 'customer'],
    name: 'rule',
  },

  // What people said
  Decision: {
    caption: { zh: '人工判断', en: 'Decision' },
    identity: 'ledger',
    props: { left: 'text', right: 'text', verdict: 'text', reason: 'text', by: 'text', on: 'time' },
    name: 'verdict',
  },
  FollowUp: {
    caption: { zh: '跟进', en: 'Follow-up' },
    identity: 'ledger',
    props: { clue: 'text', state: 'text', reason: 'text', recovered: 'fen', by: 'text', on: 'time' },
    indexed: ['clue'],
    name: 'state',
  },

  // The pipeline's own marks
  Segment: {
    caption: { zh: '批次', en: 'Segment' },
    identity: 'bookkeeping',
    props: { version: 'text', run: 'text', records: 'number', stitched: 'number', quarantined: 'number' },
    name: 'id',
  },
  Quarantine: {
    caption: { zh: '隔离', en: 'Quarantined record' },
    identity: 'bookkeeping',
    props: {
      source: 'text',
      key: 'text',
      hash: 'text',
      code: 'text',
      reason: 'text',
      version: 'text',
      segment: 'text',
      fetchedAt: 'time',
    },
    indexed: ['source', 'code'],
    name: 'code',
  },
  Unresolved: {
    caption: { zh: '待识别', en: 'To be resolved' },
    identity: 'bookkeeping',
    // Ids of the mentions that one transaction wrote or took away, and of decisions that were made; traces it was part of.
    props: { mentions: 'text[]', decisions: 'text[]', traces: 'text[]' },
    name: 'id',
  },
  Lease: {
    caption: { zh: '租约', en: 'Lease' },
    identity: 'bookkeeping',
    // Who alone resolves and discovers, or pulls a source, or has the graph open; until when. `turn` counts what was written under it.
    props: { holder: 'text', until: 'time', turn: 'number', asked: 'time' },
    name: 'id',
  },
  Migration: {
    caption: { zh: '升级', en: 'Migration' },
    identity: 'bookkeeping',
    // The ledger of src/graph/migrate.ts; `asked` is the number somebody last asked for.
    props: { number: 'number', title: 'text', asked: 'number' },
    name: 'id',
  },
  Dirty: {
    caption: { zh: '待重算', en: 'To be discovered again' },
    identity: 'bookkeeping',
    // Ids of the nodes that one transaction changed.
    props: { ids: 'text[]', traces: 'text[]' },
    name: 'id',
  },
});

export type NodeType = keyof typeof nodeTypes;
export const nodeTypeNames = Object.keys(nodeTypes) as NodeType[];
/** A row by name, typed as a row. */
export const nodeRow = (type: NodeType): NodeTypeRow => nodeTypes[type];
