/** From one row of the loan file to the words of the graph. */
import { BadRecordError } from '../../src/errors.js';
import { caseKey, caseStage } from '../../src/model/caseNumber.js';
import { certificateKey } from '../../src/model/certificate.js';
import type { AssetKind } from '../../src/model/courtDocument.js';
import type { LinkType } from '../../src/model/links.js';
import type { NodeType } from '../../src/model/nodes.js';
import { looksLikeOrganization } from '../../src/model/organizationName.js';
import type { Props, Reading, Spans, StatedLink, StatedMention, StatedNode } from '../../src/model/reading.js';
import { readCells, type Cells, type Problem } from './cells.js';
import { sheetTypes, type SheetType } from './sheets.js';
import type { FileRow } from './workbook.js';

/** A sheet's row while it is read: what it states so far, and how to state more. */
interface Stating extends Cells {
  node(type: NodeType, props: Props, columns?: Readonly<Record<string, string>>, key?: string): string;
  link(type: LinkType, from: string, to: string, props?: Props, columns?: Readonly<Record<string, string>>): void;
  /** A party named in a cell, with what the row says of it. */
  party(nameColumn: string, role: string, sure: boolean): string;
  /** The customer of the row. */
  customer(): string;
  /** The loan of the row; undefined where the cell is empty. */
  loan(): string | undefined;
}

/**
 * What a row states.
 *
 * @param key the record's key, which names the document
 * @throws BadRecordError with the code of the first problem; its message names row, column and remedy, never a value
 */
export function toReading(row: FileRow, key: string): Reading {
  const type = sheetTypes.find(({ zh }) => zh === row.sheet);
  if (!type) {
    const known = sheetTypes.map(({ zh }) => zh).join('、');
    throw new BadRecordError(
      `没有一张已知的表（${known}）有这样的表头。请使用模板，或改正表头。 / No known sheet (${known}) has these headers. Use the template, or mend them.`,
      { code: 'UNKNOWN_SHEET' },
    );
  }
  const cells = readCells(type, row.cells);
  const problems = problemsOf(type, cells, row.found);
  const [first] = problems;
  if (first) throw new BadRecordError(problems.slice(0, 5).map((problem) => told(row, problem)).join('; '), { code: first.code }); // prettier-ignore
  return read(type, cells, key);
}

/** Everything that keeps a row from being read. */
export const problemsOf = (type: SheetType, cells: Cells, found: readonly Problem[] = []): readonly Problem[] => [
  ...cells.problems,
  ...found,
  ...contradictions(type, cells),
];

/** Dates that cannot both be right. */
function contradictions(type: SheetType, cells: Cells): Problem[] {
  const pairs = [
    ['贷款', '发放日', '到期日'],
    ['担保', '保证期间起', '保证期间止'],
    ['我方案件', '立案日', '生效日'],
    ['我方保全', '起', '止'],
  ] as const;
  return pairs.flatMap(([sheet, early, late]) => {
    const [from, until] = type.zh === sheet ? [cells.date(early), cells.date(late)] : [];
    if (from === undefined || until === undefined || from <= until) return [];
    return [
      {
        column: late,
        code: 'DATES_CROSSED',
        zh: `早于“${early}”：请核对两个日期`,
        en: `is before '${early}': compare the two dates`,
      },
    ];
  });
}

export const told = (row: Pick<FileRow, 'sheet' | 'row'>, { column, zh, en }: Problem): string => {
  const place = row.row === undefined ? '' : `第 ${row.row} 行`;
  const where = row.row === undefined ? '' : ` row ${row.row}`;
  return column
    ? `${row.sheet}${place}“${column}”${zh} / sheet '${row.sheet}'${where}: '${column}' ${en}`
    : `${row.sheet}${place}：${zh} / sheet '${row.sheet}'${where}: ${en}`;
};

function read(type: SheetType, cells: Cells, key: string): Reading {
  const mentions: StatedMention[] = [];
  const nodes: StatedNode[] = [];
  const links: StatedLink[] = [];
  const places = (columns: Readonly<Record<string, string>> = {}): Spans =>
    Object.fromEntries(
      Object.entries(columns).flatMap(([name, column]) => {
        const at = cells.at(column);
        return at ? [[name, at]] : [];
      }),
    );
  const given = (props: Props): Props =>
    Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
  const stating: Stating = {
    ...cells,
    node(nodeType, props, columns, nodeKey) {
      const ref = `${nodeType}${nodes.length}`;
      nodes.push({
        ref,
        type: nodeType,
        props: given(props),
        at: places(columns),
        ...(nodeKey !== undefined && { key: nodeKey }),
      });
      return ref;
    },
    link(linkType, from, to, props = {}, columns = {}) {
      links.push({ type: linkType, from, to, props: given(props), at: places(columns) });
    },
    party(nameColumn, role, sure) {
      const name = cells.text(nameColumn) ?? '';
      const ref = `m${mentions.length}`;
      const own = mentions.length === 0;
      const ids = own ? identifiers(cells) : { props: {}, columns: {} };
      mentions.push({
        ref,
        name,
        kind: kindOf(own ? cells.text('类型') : undefined, name),
        roles: [role],
        props: given({ ...ids.props, ...(sure && { fromLoanFile: true }) }),
        at: places({ name: nameColumn, ...ids.columns }),
      });
      return ref;
    },
    customer() {
      const number = cells.text('客户编号') ?? '';
      return nodes.find((node) => node.type === 'Customer')?.ref ?? stating.node('Customer', { number }, {}, number);
    },
    loan() {
      const number = cells.text('借据号');
      return number === undefined ? undefined : stating.node('Loan', {}, {}, number);
    },
  };
  const first = type.columns.find((column) => column.required)?.zh ?? '';
  readers[type.zh]?.(stating);
  return {
    document: {
      identity: ['crm', key],
      props: { kind: 'loanFile', title: `信贷档案：${type.zh}` },
      at: places({ title: first }),
      fullness: nodes.length + mentions.length,
    },
    mentions,
    nodes,
    links,
  };
}

/**
 * One rule for every sheet, or a party would be a person in 客户 and an organization in 抵质押, and kinds never meet: a name
 * that reads as an organization's is one's, whatever 类型 says. An individual business (个体工商户, 民法典 第五十四条) is an
 * organization under its trade name. Of a name that does not tell, 类型 may say that it is an organization's.
 */
const kindOf = (said: string | undefined, name: string): 'person' | 'organization' =>
  looksLikeOrganization(name) || (said !== undefined && saysOrganization.test(said) && !saysPerson.test(said))
    ? 'organization'
    : 'person';

const saysOrganization = /企业|单位|公司|机构|法人|对公|organi[sz]ation|company|corporate/i;
const saysPerson = /个人(?!独资)|自然人|个体|企业主|person|individual/i;

/** What the row says of the party that it is about. */
function identifiers(cells: Cells): { props: Props; columns: Record<string, string> } {
  const code = cells.creditCode('统一社会信用代码');
  const codeName =
    code && ({ credit: 'creditCode', organization: 'orgCode', registration: 'registrationNumber' } as const)[code.kind];
  const resident = cells.residentId('证件号码');
  const gender = cells.text('性别');
  return {
    props: {
      idNumber: resident?.text,
      ...(codeName && { [codeName]: code.text }),
      gender: gender && /^[男女]/.test(gender) ? gender.slice(0, 1) : resident?.gender,
      birthDate: cells.date('出生日期') ?? resident?.birthDate,
      phone: cells.phone('联系电话') ?? cells.phone('电话'),
      address: cells.text('地址'),
      formerNames: cells.text('曾用名')?.split(/[、,，;；]/).map((name) => name.trim()).filter(Boolean), // prettier-ignore
    },
    columns: {
      idNumber: '证件号码',
      ...(codeName && { [codeName]: '统一社会信用代码' }),
      gender: '性别',
      birthDate: cells.at('出生日期') ? '出生日期' : '证件号码',
      phone: cells.at('联系电话') ? '联系电话' : '电话',
      address: '地址',
      formerNames: '曾用名',
    },
  };
}

/** Sheet -> what its rows state, with the pattern drawn above. */
const readers: Readonly<Record<string, (row: Stating) => void>> = {
  // (Mention)-[:IS_CUSTOMER {borrower}]->(Customer)<-[:FILE_OF]-(CustomerFile)   (Mention)-[:LEGAL_REPRESENTATIVE_OF]->(Mention)
  客户(row) {
    const [borrower, customer] = [row.party('名称', 'borrower', true), row.customer()];
    row.link('IS_CUSTOMER', borrower, customer, { role: 'borrower' });
    const props = { branch: row.text('分行'), team: row.text('团队'), officer: row.text('客户经理') };
    row.link(
      'FILE_OF',
      row.node('CustomerFile', props, { branch: '分行', team: '团队', officer: '客户经理' }),
      customer,
    );
    if (!row.text('法定代表人')) return;
    const representative = row.party('法定代表人', 'legalRepresentative', false);
    row.link('LEGAL_REPRESENTATIVE_OF', representative, borrower, {}, { '': '法定代表人' });
  },

  // (Loan)-[:OWED_BY]->(Customer)
  贷款(row) {
    const number = row.text('借据号') ?? '';
    const principal = row.fen('本金');
    const loan = row.node(
      'Loan',
      {
        number,
        contractNumber: row.text('合同号'),
        principal,
        balance: row.fen('余额'),
        currency: currencyOf(row.text('币种')),
        signedOn: row.date('发放日'),
        dueOn: row.date('到期日'),
        defaultedOn: row.date('违约日'),
        acceleratedOn: row.date('宣布提前到期日'),
      },
      {
        number: '借据号',
        contractNumber: '合同号',
        principal: '本金',
        balance: '余额',
        currency: '币种',
        signedOn: '发放日',
        dueOn: '到期日',
        defaultedOn: '违约日',
        acceleratedOn: '宣布提前到期日',
      },
      number,
    );
    row.link('OWED_BY', loan, row.customer());
  },

  // (Customer)<-[:IS_CUSTOMER {guarantor}]-(Mention)-[:PROVIDES]->(Security)-[:FOR_DEBTOR]->(Customer)   (Security)-[:SECURES]->(Loan)
  担保(row) {
    const [guarantor, customer] = [row.party('保证人名称', 'guarantor', true), row.customer()];
    row.link('IS_CUSTOMER', guarantor, customer, { role: 'guarantor' });
    const security = row.node(
      'Security',
      {
        kind: 'guarantee',
        mode: row.text('方式'),
        cap: row.fen('最高额'),
        contractNumber: row.text('担保合同号'),
        signedOn: row.date('签订日'),
        periodFrom: row.date('保证期间起'),
        periodUntil: row.date('保证期间止'),
      },
      {
        '': '担保合同号',
        mode: '方式',
        cap: '最高额',
        contractNumber: '担保合同号',
        signedOn: '签订日',
        periodFrom: '保证期间起',
        periodUntil: '保证期间止',
      },
    );
    secure(row, guarantor, security, customer);
  },

  // (Mention)-[:PROVIDES]->(Security)-[:OVER]->(Asset)<-[:OWNS]-(Mention)   (Document)-[:DESCRIBES]->(Asset)
  抵质押(row) {
    const pledge = /股权|应收|存款|存单|质/.test(row.text('种类') ?? '');
    const provider = row.party('抵押人', pledge ? 'pledgor' : 'mortgagor', true);
    const security = row.node(
      'Security',
      {
        kind: pledge ? 'pledge' : 'mortgage',
        cap: row.fen('最高额'),
        collateral: row.text('描述'),
        contractNumber: row.text('担保合同号'),
      },
      { '': '担保合同号', cap: '最高额', collateral: '描述', contractNumber: '担保合同号' },
    );
    secure(row, provider, security, row.customer());
    const asset = thing(row, '描述', [pledge ? 'pledged' : 'mortgaged']);
    row.link('OVER', security, asset);
    row.link('OWNS', provider, asset, {}, { '': '抵押人' });
  },

  // (Mention)-[:REACHED_AT]->(ContactPoint)   (Mention)-[:IS_CUSTOMER {borrower}]->(Customer), where it is the customer itself
  联系方式(row) {
    const self = /本人|自己|self/i.test(row.text('关系') ?? '');
    const person = row.party('姓名', self ? 'borrower' : 'mentioned', true);
    const customer = row.customer();
    if (self) row.link('IS_CUSTOMER', person, customer, { role: 'borrower' });
    for (const [kind, column, value] of [
      ['phone', '电话', row.phone('电话')],
      ['address', '地址', row.text('地址')],
    ] as const)
      // prettier-ignore
      if (value !== undefined)
        row.link('REACHED_AT', person, row.node('ContactPoint', { kind, value }, { value: column }, value));
  },

  // (CourtCase)<-[:BY_CASE]-(OurCase)-[:AGAINST]->(Customer)
  我方案件(row) {
    const ours = row.node(
      'OurCase',
      {
        caseNumber: row.caseNumber('案号')?.text,
        stage: row.text('阶段'),
        court: row.text('法院'),
        title: row.text('标题'),
        claimed: row.fen('标的额'),
        filedOn: row.date('立案日'),
        servedOn: row.date('送达日'),
        effectiveOn: row.date('生效日'),
      },
      {
        caseNumber: '案号',
        stage: '阶段',
        court: '法院',
        title: '标题',
        claimed: '标的额',
        filedOn: '立案日',
        servedOn: '送达日',
        effectiveOn: '生效日',
      },
    );
    row.link('AGAINST', ours, row.customer());
    byCase(row, ours);
  },

  // (CourtCase)<-[:BY_CASE]-(Seizure {ours})-[:SEIZES]->(Asset)   (Seizure)-[:SEIZED_FOR]->(Customer)
  我方保全(row) {
    const rank = row.whole('顺位');
    const waiting = (rank ?? 1) > 1 || /轮候/.test(row.text('方式') ?? '');
    const released = /解除|释放|released/i.test(row.text('状态') ?? '');
    const seizure = row.node(
      'Seizure',
      {
        method: row.text('方式'),
        waiting,
        rank,
        court: row.text('法院'),
        caseNumber: row.caseNumber('案号')?.text,
        from: row.date('起'),
        until: row.date('止'),
        ours: true,
        state: released ? 'released' : 'active',
      },
      { '': '财产描述', method: '方式', rank: '顺位', court: '法院', caseNumber: '案号', from: '起', until: '止' },
    );
    row.link(
      'SEIZES',
      seizure,
      thing(row, '财产描述', [released ? 'released' : waiting ? 'waitingSeizure' : 'seized']),
    );
    row.link('SEIZED_FOR', seizure, row.customer());
    byCase(row, seizure);
  },

  // (Payment)-[:REPAYS]->(Loan), or (Customer) where no loan is named
  还款(row) {
    const amount = row.fen('金额');
    const payment = row.node('Payment', { amount, on: row.date('日期') }, { amount: '金额', on: '日期' });
    const [loan, customer] = [row.loan(), row.customer()];
    row.link('REPAYS', payment, loan ?? customer);
  },

  // (ContactMade)-[:CONTACTED]->(Customer)
  催收记录(row) {
    const made = row.node(
      'ContactMade',
      {
        on: row.date('日期'),
        kind: row.text('方式'),
        whom: row.text('对象'),
        proof: row.text('证明'),
        result: row.text('结果'),
      },
      { on: '日期', kind: '方式', whom: '对象', proof: '证明', result: '结果' },
    );
    row.link('CONTACTED', made, row.customer());
  },
};

function secure(row: Stating, provider: string, security: string, customer: string): void {
  row.link('PROVIDES', provider, security);
  row.link('FOR_DEBTOR', security, customer);
  const loan = row.loan();
  if (loan) row.link('SECURES', security, loan);
}

/** A thing with a certificate is the same thing in every document; without, it is this row's. */
function thing(row: Stating, descriptionColumn: string, states: readonly string[]): string {
  const certificateNumber = row.text('权证号');
  const asset = row.node(
    'Asset',
    { kind: assetKind(row.text('种类'), row.text(descriptionColumn)), certificateNumber },
    {},
    certificateNumber && certificateKey(certificateNumber),
  );
  row.link(
    'DESCRIBES',
    'document',
    asset,
    { description: row.text(descriptionColumn), location: row.text('坐落'), states, value: row.fen('评估价') },
    { '': descriptionColumn, description: descriptionColumn, location: '坐落', value: '评估价' },
  );
  return asset;
}

const assetKinds: readonly (readonly [RegExp, AssetKind])[] = [
  [/土地|landUse/i, 'landUseRight'],
  [/不动产|房|厂|商铺|realEstate/i, 'realEstate'],
  [/车|vehicle/i, 'vehicle'],
  [/股权|股份|股票|equity/i, 'equity'],
  [/设备|机器|equipment/i, 'equipment'],
  [/存货|库存|inventory/i, 'inventory'],
  [/应收|receivable/i, 'receivable'],
  [/存款|存单|账户|deposit/i, 'deposit'],
  [/商标|专利|著作|无形|intangible/i, 'intangible'],
];

const assetKind = (said = '', description = ''): AssetKind =>
  assetKinds.find(([words]) => words.test(said))?.[1] ??
  assetKinds.find(([words]) => words.test(description))?.[1] ??
  'other';

function byCase(row: Stating, from: string): void {
  const number = row.caseNumber('案号');
  if (!number) return;
  const key = caseKey(number);
  const { year, courtCode, typeCode, serial } = number;
  const props = { caseNumber: key, year, courtCode, typeCode, serial, stage: caseStage(typeCode) };
  row.link('BY_CASE', from, row.node('CourtCase', props, {}, key));
}

const currencyOf = (said: string | undefined): string => {
  if (said === undefined || /人民币|RMB|CNY/i.test(said)) return 'CNY';
  const code = said.normalize('NFKC').toUpperCase();
  return /^[A-Z]{3}$/.test(code)
    ? code
    : (({ 美元: 'USD', 港元: 'HKD', 港币: 'HKD', 欧元: 'EUR', 日元: 'JPY' } as Record<string, string>)[said] ?? said);
};
