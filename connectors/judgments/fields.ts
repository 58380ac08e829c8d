/**
 * The JSON and table rows in which judgment sites and their re-publishers give court documents, one table row a shape.
 * Field names are those of the sources; see README.md for whose they are.
 */
export interface FieldShape {
  readonly name: string;
  /** A row has this shape when it has all of these fields. */
  readonly when: readonly string[];
  /** Fields that name the record within its source, best first. */
  readonly key: readonly string[];
  readonly title?: string;
  readonly caseNumber?: string;
  readonly court?: string;
  readonly cause?: string;
  readonly date?: string;
  readonly procedure?: string;
  readonly docType?: string;
  readonly parties?: readonly string[];
  /** Fields that hold the whole text or HTML; the fullest is taken. */
  readonly body: readonly string[];
  /**
   * Fields that hold the sections, in the order of a document, where no field holds the whole: field (and its numbered
   * sisters, 民事结果1, 民事结果2), the words a document opens it with, and the sign by which a value has them already.
   */
  readonly sections?: readonly (readonly [field: string, words?: string, sign?: string])[];
  readonly notice?: true;
}

/** Special fields before general ones: the first shape that fits is taken. */
export const fieldShapes: readonly FieldShape[] = [
  {
    name: 'rest.q4w detail',
    when: ['s7'],
    key: ['s5', 'rowkey', 's7'],
    title: 's1',
    court: 's2',
    docType: 's6',
    caseNumber: 's7',
    procedure: 's9',
    cause: 's11',
    date: 's31',
    parties: ['s17'],
    body: ['qwContent', 'DocInfoVo.qwContent'],
    sections: [['s22'], ['s53'], ['s23'], ['s24'], ['s25'], ['s26'], ['s27'], ['s28']],
  },
  {
    name: 'court notice',
    when: ['noticeContent'],
    key: ['uuid', 'noticeCode'],
    court: 'court',
    date: 'publishDate',
    body: ['noticeContent'],
    notice: true,
  },
  {
    name: 're-publisher row',
    when: ['caseNumber', 'content'],
    key: ['docId', 'id'],
    title: 'name',
    court: 'court',
    cause: 'causeOfAction',
    procedure: 'processing',
    date: 'judgementDate',
    caseNumber: 'caseNumber',
    parties: ['litigant'],
    body: ['content'],
  },
  {
    name: 'old site row',
    when: ['案号', 'DocContent'],
    key: ['文书ID', '案号'],
    title: '案件名称',
    court: '法院名称',
    caseNumber: '案号',
    procedure: '审判程序',
    date: '裁判日期',
    body: ['DocContent'],
    sections: [
      ['文本首部段落原文'],
      ['诉讼参与人信息部分原文'],
      ['诉讼记录段原文'],
      ['案件基本情况段原文'],
      ['裁判要旨段原文'],
      ['判决结果段原文'],
      ['文本尾部原文'],
    ],
  },
  {
    name: 'sections by Chinese names',
    when: ['案号', '案由', '审理程序'],
    key: ['案号', '序号'],
    title: '案件名',
    court: '法院',
    caseNumber: '案号',
    cause: '案由',
    procedure: '审理程序',
    body: [],
    sections: [
      ['法院'],
      ['案号'],
      ['原告（公诉）', '原告：', '原告'],
      ['原告代理人', '委托诉讼代理人：'],
      ['被告', '被告：', '被告'],
      ['被告代理人', '委托诉讼代理人：'],
      ['上诉人', '上诉人'],
      ['被上诉人', '被上诉人'],
      ['原告诉请判令（公诉机关指控）', '原告向本院提出诉讼请求：', '请求'],
      ['被告陈述', '被告辩称，', '辩称'],
      ['上诉请求', '上诉请求：', '上诉请求'],
      ['被上诉人辩护', '被上诉人辩称，', '辩称'],
      ['一审法院认定事实', '一审法院认定事实：'],
      ['一审法院意见', '一审法院认为，', '院认为'],
      ['一审法院审判依据', '一审法院依照'],
      ['一审法院审判结果', '一审法院判决：'],
      ['本院二审查明事实', '本院二审查明：', '二审'],
      ['基本案情', '经审理查明：'],
      ['法院意见', '本院认为，', '院认为'],
      ['二审意见', '本院认为，', '院认为'],
      ['引用法律条文'],
      ['民事结果', '判决如下：', '判决如下'],
    ],
  },
  {
    name: 'company register detail',
    when: ['CaseNo', 'JudgeResult'],
    key: ['Id', 'CaseNo'],
    title: 'CaseName',
    court: 'Court',
    caseNumber: 'CaseNo',
    cause: 'CaseReason',
    procedure: 'TrialRound',
    date: 'JudgeDate',
    parties: ['Appellor'],
    body: ['Content', 'ContentClear'],
    sections: [
      ['Court'],
      ['CaseNo'],
      ['PartyInfo'],
      ['TrialProcedure'],
      ['PlaintiffRequest'],
      ['DefendantReply'],
      ['PlaintiffRequestOfFirst'],
      ['DefendantReplyOfFirst'],
      ['CourtInspectOfFirst'],
      ['CourtConsiderOfFirst'],
      ['CourtInspect'],
      ['CourtConsider'],
      ['JudgeResult'],
      ['CollegiateBench'],
      ['JudegeDate'],
      ['Recorder'],
    ],
  },
];

/** Codes of field s6. */
export const documentTypes: Readonly<Record<string, string>> = {
  '01': '判决书',
  '02': '裁定书',
  '03': '调解书',
  '04': '决定书',
  '05': '通知书',
  '09': '令',
  '10': '其他',
};
