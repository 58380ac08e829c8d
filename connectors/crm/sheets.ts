/**
 * The sheets of a portfolio and their columns, one row each. Headers are known by their Chinese name, the English one,
 * or another that banks use, in any order. The template, the reader and the dry run follow from this table.
 *
 * kind says what a cell must be:
 *   id          a number of the bank or of a contract, kept as text: zeros in front belong to it
 *   residentId  GB 11643, whole or masked · creditCode  GB 32100 or an older code · phone · caseNumber
 *   money       yuan · date  a full day · whole  a whole number · text
 */
export type CellKind =
  'id' | 'residentId' | 'creditCode' | 'phone' | 'caseNumber' | 'money' | 'date' | 'whole' | 'text';

export interface Column {
  readonly zh: string;
  readonly also: readonly string[];
  readonly kind: CellKind;
  readonly required?: true;
  readonly example: string;
  readonly note?: string;
}

export interface SheetType {
  readonly zh: string;
  readonly also: readonly string[];
  /** Columns that name a row for ever; the first ones, up to `open`, are the bank's own numbers and stand in the key as they are. */
  readonly key: readonly string[];
  readonly open: number;
  readonly columns: readonly Column[];
}

const column =
  (kind: CellKind) =>
  (names: string, example: string, note?: string): Column => {
    const [zh = '', ...also] = names.split('|');
    const required = zh.endsWith('*');
    return {
      zh: zh.replace('*', ''),
      also,
      kind,
      example,
      ...(required && { required }),
      ...(note !== undefined && { note }),
    };
  };
const [id, residentId, creditCode, phone, caseNumber, money, date, whole, text] = (
  ['id', 'residentId', 'creditCode', 'phone', 'caseNumber', 'money', 'date', 'whole', 'text'] as const
).map(column) as [Make, Make, Make, Make, Make, Make, Make, Make, Make];
type Make = ReturnType<typeof column>;

const customer = id('客户编号*|customerNumber|customer number|客户号', 'K10001', '银行内部编号，按文本填写');
const loan = (required: boolean): Column =>
  id(`借据号${required ? '*' : ''}|loanNumber|loan number|借据编号`, 'JJ202320001', '按文本填写');
const kind = text('类型|kind|customer type|客户类型', '企业', '企业或个人；空白时按名称判断');
const resident = residentId(
  '证件号码|idNumber|id number|身份证号|身份证号码',
  '',
  '个人填身份证号，可带星号；按文本填写',
);
const credit = creditCode('统一社会信用代码|creditCode|credit code|信用代码|组织机构代码', '', '企业填写；按文本填写');
const certificate = text(
  '权证号|certificateNumber|certificate|不动产权证号|产权证号',
  '赣（2019）赣州市不动产权第0000000号',
);
const thing = text(
  '种类|assetKind|asset kind|财产种类',
  '不动产',
  '不动产、土地使用权、车辆、股权、设备、存货、应收账款、存款、无形资产',
);

export const sheetTypes: readonly SheetType[] = [
  {
    zh: '客户',
    also: ['customers', 'customer', '客户信息', '债务人'],
    key: ['客户编号'],
    open: 1,
    columns: [
      customer,
      text('名称*|name|客户名称|姓名', '某某有限公司'),
      kind,
      resident,
      credit,
      text('性别|gender|sex', '', '男或女'),
      date('出生日期|birthDate|birth date|生日', ''),
      text('曾用名|formerNames|former names|曾用名称', '', '多个用顿号隔开'),
      text('法定代表人|legalRepresentative|legal representative|法人代表|负责人', '某某'),
      text('地址|address|住所|住址', '江西省赣州市章贡区某路1号'),
      phone('联系电话|phone|电话|手机', '13800000000'),
      text('分行|branch|机构|支行', '城区支行'),
      text('团队|team', '资产保全一组'),
      text('客户经理|officer|经办人|管户人', '某某'),
    ],
  },
  {
    zh: '贷款',
    also: ['loans', 'loan', '借据', '贷款信息'],
    key: ['借据号', '客户编号'],
    open: 2,
    columns: [
      loan(true),
      id('合同号|contractNumber|contract number|借款合同号', 'HT-2023-0001'),
      customer,
      money('本金*|principal|贷款金额|发放金额', '1000000.00', '元'),
      money('余额|balance|本金余额|贷款余额', '800000.00', '元'),
      text('币种|currency', 'CNY'),
      date('发放日|signedOn|signed|发生日|签订日|借款日', '2023-05-16'),
      date('到期日|dueOn|due', '2024-05-15'),
      date('违约日|defaultedOn|defaulted|逾期日', '2024-05-16'),
      date('宣布提前到期日|acceleratedOn|accelerated|提前到期日', ''),
    ],
  },
  {
    zh: '担保',
    also: ['guarantees', 'guarantee', '保证', '保证人'],
    key: ['担保合同号', '借据号', '保证人名称'],
    open: 2,
    columns: [
      id('担保合同号*|contractNumber|contract number|保证合同号', 'BZ-0001'),
      loan(false),
      customer,
      text('保证人名称*|guarantor|guarantor name|担保人|保证人', '某某担保有限公司'),
      kind,
      resident,
      credit,
      text('方式|mode|保证方式|担保方式', '连带', '连带或一般；空白表示合同未写明'),
      date('签订日|signedOn|signed|合同签订日', '2023-05-16'),
      date('保证期间起|periodFrom|period from', '2024-05-15'),
      date('保证期间止|periodUntil|period until', '2027-05-15'),
      money('最高额|cap|担保最高额', '', '元；不是最高额担保的留空'),
      text('地址|address', ''),
      phone('联系电话|phone|电话', ''),
    ],
  },
  {
    zh: '抵质押',
    also: ['collateral', 'collaterals', '抵押', '质押', '抵质押物'],
    key: ['担保合同号', '借据号', '权证号', '描述'],
    open: 2,
    columns: [
      id('担保合同号*|contractNumber|contract number|抵押合同号', 'DY-0001'),
      loan(false),
      customer,
      text('抵押人*|provider|owner|出质人|抵质押人', '某某有限公司'),
      resident,
      credit,
      thing,
      text('描述*|description|抵押物|抵质押物名称', '工业用地土地使用权及地上厂房'),
      certificate,
      text('坐落|location|位置', '赣州市章贡区某路3号'),
      money('评估价|value|valuation|评估价值', '9600000.00', '元'),
      money('最高额|cap|担保最高额', '', '元；不是最高额担保的留空'),
      date('登记日|registeredOn|registered', '2023-06-09'),
      whole('顺位|rank|抵押顺位', '1'),
    ],
  },
  {
    zh: '联系方式',
    also: ['contacts', 'contact points', '联系人'],
    key: ['客户编号', '姓名', '电话', '地址'],
    open: 1,
    columns: [
      customer,
      text('姓名*|name|联系人', '某某'),
      text('关系|relation', '法定代表人', '与客户的关系：本人、法定代表人、配偶、财务……'),
      phone('电话|phone|联系电话|手机', '13800000000'),
      text('地址|address', ''),
    ],
  },
  {
    zh: '我方案件',
    also: ['our cases', 'cases', '诉讼案件'],
    key: ['客户编号', '案号'],
    open: 2,
    columns: [
      customer,
      caseNumber('案号*|caseNumber|case number', '（2025）赣0702民初1号'),
      text('法院|court|受理法院', '江西省赣州市章贡区人民法院'),
      text('阶段|stage|案件阶段', '执行中', '未起诉、诉讼中、已判、执行依据、执行中、终本、破产'),
      text('标题|title|文书名称', ''),
      money('标的额|claimed|诉讼标的', '1000000.00', '元'),
      date('立案日|filedOn|filed|起诉日', '2025-03-06'),
      date('送达日|servedOn|served', '2025-06-20'),
      date('生效日|effectiveOn|effective', '2025-07-06'),
    ],
  },
  {
    zh: '我方保全',
    also: ['our measures', 'measures', '查封', '保全'],
    key: ['客户编号', '案号', '权证号', '财产描述'],
    open: 2,
    columns: [
      customer,
      caseNumber('案号|caseNumber|case number', '（2025）赣0702执1号'),
      text('财产描述*|description|财产', '某路3号厂房'),
      certificate,
      thing,
      text('法院|court|执行法院', '江西省赣州市章贡区人民法院'),
      text('方式|method|措施', '查封', '查封、冻结、扣押、轮候查封'),
      whole('顺位|rank|查封顺位', '1', '1 为首封，2 起为轮候'),
      date('起|from|查封日|起始日', '2025-12-03'),
      date('止|until|到期日|截止日', '2028-12-02'),
      text('状态|state', '', '解除后填：已解除'),
    ],
  },
  {
    zh: '还款',
    also: ['payments', 'payment', '回款'],
    key: ['客户编号', '借据号', '日期', '金额', '流水号'],
    open: 3,
    columns: [
      customer,
      loan(false),
      money('金额*|amount|还款金额', '50000.00', '元'),
      date('日期*|on|date|还款日', '2026-03-15'),
      text('来源|source', '自愿还款'),
      id('流水号|serial|serial number', '', '同日同额多笔时必填，否则只计一笔'),
    ],
  },
  {
    zh: '催收记录',
    also: ['contacts made', 'collection log', '催收'],
    key: ['客户编号', '日期', '方式', '对象'],
    open: 2,
    columns: [
      customer,
      date('日期*|on|date|催收日', '2026-02-11'),
      text('方式|kind|催收方式', '书面催收', '电话、上门、书面催收、短信……'),
      text('对象|whom|催收对象', '某某', '按合同写明的姓名或名称'),
      text('证明|proof|凭证', 'EMS 回执'),
      text('结果|result|催收结果', '签收'),
    ],
  },
];

/** A name as headers are compared: without width, case, spaces, stars and what stands in brackets behind it. */
export const headerKey = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[（(][^（()）]{0,20}[)）]\s*$/, '')
    .replace(/[\s*_:：\-—]/g, '')
    .toLowerCase();

/** The column that a header names; null for one that this sheet does not have. */
export const columnOf = (sheet: SheetType, header: string): Column | null =>
  sheet.columns.find(({ zh, also }) => [zh, ...also].some((name) => headerKey(name) === headerKey(header))) ?? null;
