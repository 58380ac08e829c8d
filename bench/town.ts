/**
 * A town of debtors, invented: court documents in the shapes of the sites, with what is true of each. Everything follows
 * from the seed and the number of a case, so a town of any size needs no memory, the same seed gives the same bytes, and
 * a larger town begins with the smaller one.
 *
 * Banks and courts are hubs; people have the surnames and given names of a real town, so that many share one; debtors
 * come back in later cases, stand surety for each other, and the house of one is seized more than once.
 */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { creditCode } from '../src/model/creditCode.js';
import type { PartyRole } from '../src/model/courtDocument.js';
import { seeded } from './seeded.js';

export interface TruePayment {
  readonly obligors: readonly string[];
  readonly beneficiary: string;
  readonly fen: number;
}

/** What a document says; names as it prints them, `who` the same for all that is one person or company. */
export interface Truth {
  readonly caseNumber: string | null;
  readonly parties: readonly { readonly name: string; readonly who: string; readonly roles: readonly PartyRole[] }[];
  readonly orders: readonly TruePayment[];
  readonly guarantees: readonly { readonly provider: string; readonly debtor: string; readonly creditor: string }[];
  /** Certificate numbers with the owner. */
  readonly assets: readonly { readonly certificate: string; readonly owner: string }[];
  readonly cites: readonly string[];
}

export interface TownDocument {
  /** Of the record within its file. */
  readonly key: string;
  /** One line of JSON. */
  readonly line: string;
  readonly truth: Truth;
}

export interface TownSize {
  readonly seed: number;
  readonly documents: number;
}

/** Documents of one file. */
const perFile = 1000;

type Random = () => number;

/** Chance for one thing of a town: another for each kind and index. */
const randomOf = (seed: number, kind: number, index: number): Random =>
  seeded((Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(kind + 1, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)) | 0);

const between = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
/** The first far more often than the last. */
const early = <T>(random: Random, list: readonly T[], skew = 3): T =>
  list[Math.floor(list.length * random() ** skew)] as T;
const any = <T>(random: Random, list: readonly T[]): T => early(random, list, 1);

const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚钟姜崔谭陆范廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛',
];
const given = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅文辉建国志海波宁凯琳峰雪松岩柏川俊浩宇晨欣怡佳鑫龙飞鹏斌旭莉萍燕玲珍凤琴云莲春生根福贵荣昌盛德才学良永庆光耀世界',
];
const trades = [...'禾川澜峤屿昱晟霖堃珩璟澄沐湛汀蘅芷岚翊骏驰鸿睿铭钰锦瀚溯珏煜隆盛恒泰瑞祥丰裕源茂腾跃卓越朗逸凌霄'];
const industries = [
  '贸易',
  '建材',
  '机械',
  '纺织',
  '食品',
  '电子',
  '家具',
  '农业',
  '物流',
  '医药',
  '化工',
  '服饰',
  '矿业',
  '包装',
  '饲料',
  '五金',
  '塑料',
  '印刷',
  '环保',
  '科技',
];
const roads = [
  '人民路',
  '解放大道',
  '建设路',
  '文清路',
  '红旗大道',
  '青年路',
  '长征大道',
  '迎宾大道',
  '东阳山路',
  '滨江路',
  '工业大道',
  '厚德路',
  '健康路',
  '中山路',
  '朝阳路',
  '新华路',
];

/** [division code, city, district]: their courts sit in these places. */
const places: readonly (readonly [code: string, city: string, district: string])[] = [
  ['360702', '赣州市', '章贡区'], ['360102', '南昌市', '东湖区'], ['360403', '九江市', '浔阳区'], ['360802', '吉安市', '吉州区'],
  ['360703', '赣州市', '南康区'], ['360103', '南昌市', '西湖区'], ['360902', '宜春市', '袁州区'], ['361102', '上饶市', '信州区'],
  ['360704', '赣州市', '赣县区'], ['360111', '南昌市', '青山湖区'], ['360502', '新余市', '渝水区'], ['361002', '抚州市', '临川区'],
  ['360731', '赣州市', '于都县'], ['360121', '南昌市', '南昌县'], ['360803', '吉安市', '青原区'], ['360602', '鹰潭市', '月湖区'],
  ['360732', '赣州市', '兴国县'], ['360112', '南昌市', '新建区'], ['360722', '赣州市', '信丰县'], ['360821', '吉安市', '吉安县'],
]; // prettier-ignore

const banks = ['赣州章水农村商业银行', '江西信江银行', '南昌赣昌农村商业银行', '九江浔庐银行', '吉安庐陵农村商业银行', '江西赣鄱银行', '宜春袁河农村商业银行', '上饶灵山银行'].map((name, i) => ({ who: `bank ${i}`, name: `${name}股份有限公司`, short: name.slice(2), place: places[i] as (typeof places)[number] })); // prettier-ignore

interface Person {
  readonly who: string;
  readonly kind: 'person';
  readonly name: string;
  readonly gender: '男' | '女';
  readonly birth: string;
  readonly id: string;
  readonly address: string;
}
interface Company {
  readonly who: string;
  readonly kind: 'company';
  readonly name: string;
  readonly code: string;
  readonly officer: string;
  readonly address: string;
}
type Somebody = Person | Company;

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** GB 11643: 17 digits and their check character. */
const withCheck = (digits: string): string =>
  digits + '10X98765432'.charAt(weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11);

const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** GB 32100: the code of a company of this number. */
function codeOf(division: string, index: number): string {
  let serial = '';
  for (let rest = index, i = 0; i < 6; i++, rest = Math.floor(rest / 31)) serial = (signs[rest % 31] ?? '0') + serial;
  for (const inner of signs)
    for (const outer of signs) {
      const code = `91${division}MA${serial}${inner}${outer}`;
      if (creditCode.clean(code)?.kind === 'credit') return code;
    }
  throw new Error(`No check characters belong to 91${division}MA${serial}.`);
}

const addressIn = (random: Random): string => {
  const [, city, district] = early(random, places);
  return `江西省${city}${district}${any(random, roads)}${between(random, 1, 400)}号`;
};

function person(seed: number, index: number): Person {
  const random = randomOf(seed, 1, index);
  const name =
    early(random, surnames, 2) + early(random, given, 2) + (random() < 0.75 ? early(random, given, 1.5) : '');
  const gender = random() < 0.6 ? '男' : '女';
  const birth = new Date(Date.UTC(1950 + Math.floor(random() * 50), 0, 1 + Math.floor(random() * 365))).toISOString().slice(0, 10); // prettier-ignore
  const [division] = early(random, places);
  const serial = between(random, 0, 499) * 2 + (gender === '男' ? 1 : 0);
  const id = withCheck(`${division}${birth.replaceAll('-', '')}${String(serial).padStart(3, '0')}`);
  const address = `${addressIn(random)}${between(random, 1, 30)}栋${between(random, 1, 18)}0${between(random, 1, 4)}室`;
  return { who: `person ${index}`, kind: 'person', name, gender, birth, id, address };
}

function company(seed: number, index: number): Company {
  const random = randomOf(seed, 2, index);
  const [division, city] = early(random, places);
  const name = `${city.slice(0, -1)}${any(random, trades)}${any(random, trades)}${any(random, industries)}有限公司`;
  const officer = person(seed, index).name;
  return { who: `company ${index}`, kind: 'company', name, code: codeOf(division, index), officer, address: addressIn(random) }; // prettier-ignore
}

/** Two of three are companies. Their number is that of the case in which they come first. */
const somebody = (seed: number, index: number): Somebody =>
  index % 3 === 2 ? person(seed, index) : company(seed, index);

interface Court {
  readonly name: string;
  readonly sign: string;
  readonly above: string;
}
const courtAt = ([code, city, district]: (typeof places)[number]): Court => ({
  name: `江西省${city}${district}人民法院`,
  sign: `赣${code.slice(2)}`,
  above: `江西省${city}中级人民法院`,
});

/** House of somebody, the same in every document. */
function houseOf(seed: number, index: number): { certificate: string; words: string } {
  const random = randomOf(seed, 3, index);
  const [, city, district] = early(random, places);
  const certificate = `赣（${between(random, 2015, 2021)}）${city}不动产权第${String(index % 10_000_000).padStart(7, '0')}号`;
  return {
    certificate,
    words: `位于${city}${district}${any(random, roads)}${between(random, 1, 400)}号的房屋（不动产权证号：${certificate}）`,
  };
}

interface Case {
  readonly index: number;
  readonly random: Random;
  readonly year: number;
  readonly serial: number;
  readonly court: Court;
  readonly number: string;
  readonly debtorIndex: number;
  readonly debtor: Somebody;
}

function caseOf(seed: number, index: number): Case {
  const random = randomOf(seed, 4, index);
  const year = 2016 + (index % 10);
  const serial = (Math.floor(index / 10) % 90_000) + 1;
  const court = courtAt(early(random, places, 2));
  const debtorIndex = random() < 0.6 ? index : Math.floor(random() * (index + 1));
  const debtor = somebody(seed, debtorIndex);
  return { index, random, year, serial, court, number: `（${year}）${court.sign}民初${serial}号`, debtorIndex, debtor };
}

const cn = (iso: string): string => {
  const [y = '', m, d] = iso.split('-');
  return `${y}年${Number(m)}月${Number(d)}日`;
};
const digits = '〇一二三四五六七八九';
const small = (n: number): string =>
  n < 10
    ? (digits[n] ?? '')
    : `${n < 20 ? '' : (digits[Math.floor(n / 10)] ?? '')}十${n % 10 ? (digits[n % 10] ?? '') : ''}`;
const written = (iso: string): string => {
  const [y = '', m, d] = iso.split('-');
  return `${[...y].map((digit) => digits[Number(digit)]).join('')}年${small(Number(m))}月${small(Number(d))}日`;
};
const dayIn = (random: Random, year: number, from: number, to: number): string =>
  `${year}-${String(between(random, from, to)).padStart(2, '0')}-${String(between(random, 1, 28)).padStart(2, '0')}`;

function entry(role: string, who: Somebody, withId = false): string {
  return who.kind === 'person'
    ? `${role}：${who.name}，${who.gender}，汉族，${cn(who.birth)}出生，${withId ? `公民身份号码${who.id}，` : ''}住${who.address}。`
    : `${role}：${who.name}，住所地${who.address}，统一社会信用代码${who.code}。\n法定代表人：${who.officer}，该公司执行董事。`;
}
const bankEntry = (role: string, bank: (typeof banks)[number]): string =>
  `${role}：${bank.name}，住所地江西省${bank.place[1]}${bank.place[2]}文清路28号。`;

interface Draft {
  readonly kind: 'judgment' | 'ruling';
  readonly number: string;
  readonly court: string;
  readonly title: string;
  readonly date: string;
  readonly lines: readonly string[];
  readonly truth: Truth;
}

const headings = { judgment: '民 事 判 决 书', ruling: '执 行 裁 定 书' };

/** A row of the re-publishers' tables; one line in ten is without the breaks of its paragraphs, as some give it. */
function row(key: string, draft: Draft, joined: boolean): TownDocument {
  const lines = [draft.court, headings[draft.kind], draft.number, ...draft.lines, '审判长　　周明轩', '审判员　　丁南星', written(draft.date), '书记员　　袁小葵']; // prettier-ignore
  const line = JSON.stringify({
    docId: key,
    name: draft.title,
    court: draft.court,
    type: '民事案件',
    causeOfAction: '',
    processing: '',
    judgementDate: draft.date,
    litigant: '',
    legalBasis: '',
    publishDate: draft.date,
    caseNumber: draft.number,
    content: joined ? lines.join('').replaceAll('\n', '').replaceAll('　', '') : lines.join('\n'),
  });
  return { key, line, truth: draft.truth };
}

const cause = (of: string): string => `${of}纠纷`;

/** A bank sues its debtor and those who stand surety: neighbours of the debtor, who stands surety for them elsewhere. */
function bankSuit(seed: number, of: Case): Draft {
  const { random, debtor, court, number } = of;
  const bank = early(random, banks);
  const indexes = new Set<number>();
  for (let i = between(random, 0, 3); i > 0; i--)
    indexes.add(Math.floor(of.debtorIndex / 8) * 8 + between(random, 0, 7));
  indexes.delete(of.debtorIndex);
  const guarantors = [...indexes].map((index) => somebody(seed, index)).filter((who) => who.name !== debtor.name);
  const principal = between(random, 5, 900) * 10_000;
  const interest = between(random, 1000, 300_000);
  const signed = dayIn(random, of.year - 2, 1, 12);
  const due = `${of.year - 1}${signed.slice(4)}`;
  const joint = guarantors.map((who) => who.name).join('、');
  const house = random() < 0.3 ? houseOf(seed, of.debtorIndex) : null;
  const date = dayIn(random, of.year, 5, 12);
  const orders = [principal, interest].map((yuan) => ({ obligors: [debtor.name, ...guarantors.map((who) => who.name)], beneficiary: bank.name, fen: yuan * 100 })); // prettier-ignore
  return {
    kind: 'judgment',
    number,
    court: court.name,
    title: `${bank.name}与${[debtor, ...guarantors].map((who) => who.name).join('、')}金融借款合同纠纷一审民事判决书`,
    date,
    lines: [
      bankEntry('原告', bank),
      ...[debtor, ...guarantors].map((who) => entry('被告', who)),
      `原告${bank.name}（以下简称${bank.short}）与被告${[debtor, ...guarantors].map((who) => who.name).join('、')}金融借款合同纠纷一案，本院于${cn(`${of.year}-03-06`)}立案后，依法适用普通程序，公开开庭进行了审理。本案现已审理终结。`,
      `${bank.short}向本院提出诉讼请求：1.判令${debtor.name}归还借款本金${principal}元及利息、罚息；2.诉讼费用由被告负担。`,
      `经审理查明：${cn(signed)}，${bank.short}与${debtor.name}签订编号为HT-${of.year}-${of.index}的《流动资金借款合同》，约定${bank.short}向${debtor.name}发放贷款${principal}元，借款期限自${cn(signed)}起至${cn(due)}止。同日，${bank.short}向${debtor.name}发放贷款${principal}元。` +
        (guarantors.length
          ? `同日，${bank.short}与${joint}签订《保证合同》，约定${joint}为上述借款提供连带责任保证，保证期间为主债务履行期限届满之日起三年。`
          : '') +
        (house ? `${debtor.name}以其名下${house.words}为上述借款提供抵押担保，并办理了抵押登记。` : '') +
        `借款到期后，${debtor.name}未按约归还借款。`,
      '本院认为，案涉借款合同系当事人真实意思表示，内容不违反法律、行政法规的强制性规定，合法有效。依照《中华人民共和国民法典》第六百七十四条、第六百七十六条、第六百八十八条之规定，判决如下：',
      `一、被告${debtor.name}于本判决生效之日起十日内归还原告${bank.name}借款本金${principal}元；`,
      `二、被告${debtor.name}于本判决生效之日起十日内支付原告${bank.name}利息${interest}元；`,
      ...(guarantors.length ? [`三、被告${joint}对上述第一、二项债务承担连带清偿责任。`] : []),
      ...(house
        ? [`四、原告${bank.name}对被告${debtor.name}名下${house.words}折价或者拍卖、变卖所得价款享有优先受偿权。`]
        : []),
      `案件受理费${Math.round(principal / 100)}元，由被告负担。`,
      `如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状，上诉于${court.above}。`,
    ],
    truth: {
      caseNumber: number,
      parties: [
        { name: bank.name, who: bank.who, roles: ['plaintiff'] },
        ...[debtor, ...guarantors].map(({ name, who }) => ({ name, who, roles: ['defendant'] as const })),
      ],
      orders,
      guarantees: guarantors.map((who) => ({ provider: who.name, debtor: debtor.name, creditor: bank.name })),
      assets: house ? [{ certificate: house.certificate, owner: debtor.name }] : [],
      cites: [],
    },
  };
}

/** The debtor of the case and another: who of them sues is a matter of chance, so that some debtors are owed money. */
function claimSuit(seed: number, of: Case): Draft {
  const { random, debtor, court, number } = of;
  let otherIndex = Math.floor(random() * (of.index + 8));
  while (somebody(seed, otherIndex).name === debtor.name) otherIndex++;
  const other = somebody(seed, otherIndex);
  const [plaintiff, defendant] = random() < 0.4 ? [debtor, other] : [other, debtor];
  const amount = between(random, 1, 300) * 1000 + between(random, 0, 9) * 100;
  const [what, name] = plaintiff.kind === 'person' ? ['借款', '民间借贷'] : ['货款', '买卖合同'];
  const granted = random() < 0.85;
  return {
    kind: 'judgment',
    number,
    court: court.name,
    title: `${plaintiff.name}与${defendant.name}${cause(name)}一审民事判决书`,
    date: dayIn(random, of.year, 4, 12),
    lines: [
      entry('原告', plaintiff),
      entry('被告', defendant),
      `原告${plaintiff.name}与被告${defendant.name}${cause(name)}一案，本院于${cn(`${of.year}-02-18`)}立案后，依法公开开庭进行了审理。本案现已审理终结。`,
      `${plaintiff.name}向本院提出诉讼请求：判令${defendant.name}支付${what}${amount}元。`,
      `经审理查明：双方于${cn(`${of.year - 1}-01-15`)}对账确认，${defendant.name}尚欠${plaintiff.name}${what}${amount}元，至今未付。`,
      `本院认为，双方之间的法律关系合法有效。依照《中华人民共和国民法典》第五百七十七条、第五百七十九条之规定，判决如下：`,
      ...(granted
        ? [
            `被告${defendant.name}于本判决生效之日起十日内支付原告${plaintiff.name}${what}${amount}元。`,
            `案件受理费3040元，由被告${defendant.name}负担。`,
          ]
        : [`驳回原告${plaintiff.name}的诉讼请求。`, `案件受理费3040元，由原告${plaintiff.name}负担。`]),
      `如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状，上诉于${court.above}。`,
    ],
    truth: {
      caseNumber: number,
      parties: [
        { name: plaintiff.name, who: plaintiff.who, roles: ['plaintiff'] },
        { name: defendant.name, who: defendant.who, roles: ['defendant'] },
      ],
      orders: granted ? [{ obligors: [defendant.name], beneficiary: plaintiff.name, fen: amount * 100 }] : [],
      guarantees: [],
      assets: [],
      cites: [],
    },
  };
}

const numberOfEnforcement = (of: Case): string => `（${of.year + 1}）${of.court.sign}执${of.serial}号`;

/** The judgment is enforced: the debtor's house is seized, now and then by more than one, or nothing is found. */
function enforcement(seed: number, of: Case, suit: Draft): Draft {
  const { random, court } = of;
  const [first, second] = suit.truth.parties as [Truth['parties'][number], Truth['parties'][number]];
  const debtorIndex = Number(second.who.split(' ')[1]);
  const bank = banks.find(({ who }) => who === first.who);
  const applicantIndex = Number(first.who.split(' ')[1]);
  const number = numberOfEnforcement(of);
  const applicant = bank ? bankEntry('申请执行人', bank) : entry('申请执行人', somebody(seed, applicantIndex), true);
  const debtor = somebody(seed, debtorIndex);
  const found = random() < 0.6;
  const house = houseOf(seed, debtorIndex);
  const earlier = found && of.index > 10 && random() < 0.2 ? caseOf(seed, Math.floor(random() * of.index)) : null;
  const date = dayIn(random, of.year + 1, 1, 12);
  const until = `${of.year + 4}${date.slice(4)}`;
  return {
    kind: 'ruling',
    number,
    court: court.name,
    title: `${first.name}与${debtor.name}执行裁定书`,
    date,
    lines: [
      applicant,
      entry('被执行人', debtor, true),
      `本院在执行${first.name}与${debtor.name}${bank ? '金融借款合同' : '买卖合同'}纠纷一案中，依据已经发生法律效力的${suit.number}民事判决书，责令被执行人${debtor.name}履行生效法律文书确定的义务。`,
      found
        ? `执行中，本院查明被执行人${debtor.name}名下有${house.words}一套。${earlier ? `另查明，${court.name}${numberOfEnforcement(earlier)}执行裁定书已查封该房屋。` : ''}`
        : `执行中，本院通过网络执行查控系统进行查询，未发现被执行人${debtor.name}有可供执行的财产。`,
      '依照《中华人民共和国民事诉讼法》第二百五十三条、第二百五十五条的规定，裁定如下：',
      found
        ? `查封被执行人${debtor.name}名下${house.words}，查封期限三年，自${cn(date)}起至${cn(until)}止。`
        : '终结本次执行程序。',
      '本裁定立即执行。',
    ],
    truth: {
      caseNumber: number,
      parties: [
        { name: first.name, who: first.who, roles: ['enforcementApplicant'] },
        { name: debtor.name, who: debtor.who, roles: ['judgmentDebtor'] },
      ],
      orders: [],
      guarantees: [],
      assets: found ? [{ certificate: house.certificate, owner: debtor.name }] : [],
      cites: [suit.number, ...(earlier ? [numberOfEnforcement(earlier)] : [])],
    },
  };
}

/** The debtor could not be found and is served by a notice. */
function notice(of: Case, suit: Draft): TownDocument {
  const [first, second] = suit.truth.parties as [Truth['parties'][number], Truth['parties'][number]];
  const uuid = `${9_000_000 + of.index}`;
  const words = `${second.name}：本院受理原告${first.name}诉你合同纠纷一案，已审理终结。现依法向你公告送达${suit.number}民事判决书。自公告之日起，30日内来本院领取民事判决书，逾期则视为送达。如不服本判决，可在公告期满后15日内，向本院递交上诉状及副本。逾期本判决即发生法律效力。`;
  const serial = String(Math.round((Date.parse(suit.date) - Date.parse('1899-12-30')) / 86_400_000) + 20);
  const line = JSON.stringify({ company: second.name, court: suit.court, noticeCode: `9017${uuid}`, noticeContent: words, noticeType: '', payStatus: '1', publishDate: serial, tosendPeople: second.name, uuid }); // prettier-ignore
  return {
    key: uuid,
    line,
    truth: {
      caseNumber: suit.number,
      parties: [
        { ...second, roles: ['addressee', 'defendant'] },
        { ...first, roles: ['plaintiff'] },
      ],
      orders: [],
      guarantees: [],
      assets: [],
      cites: [],
    },
  };
}

/** The documents of a town, one case after another. */
export function* townDocuments({ seed, documents }: TownSize): Generator<TownDocument> {
  let left = documents;
  for (let index = 0; left > 0; index++) {
    const of = caseOf(seed, index);
    const suit = of.random() < 0.55 ? bankSuit(seed, of) : claimSuit(seed, of);
    const joined = of.random() < 0.1;
    const key = (letter: string): string => `town${letter}${String(index).padStart(9, '0')}`;
    yield row(key('J'), suit, joined);
    if (--left > 0 && suit.truth.orders.length && of.random() < 0.55) {
      yield row(key('E'), enforcement(seed, of, suit), joined);
      left--;
    }
    if (left > 0 && of.random() < 0.2) {
      yield notice(of, suit);
      left--;
    }
  }
}

/** Debtors of banks that come first in the case of their number, with the loan that was sued for. */
function* townCustomers(seed: number, customers: number) {
  for (let index = 0, found = 0; found < customers; index++) {
    const of = caseOf(seed, index);
    if (of.random() >= 0.55 || of.debtorIndex !== index) continue;
    yield {
      number: `K${String(index).padStart(7, '0')}`,
      index,
      year: of.year,
      debtor: of.debtor,
      suit: bankSuit(seed, of),
    };
    found++;
  }
}

export interface TownOnDisk extends TownSize {
  readonly customers: number;
  /** Documents of one folder. */
  readonly perFolder?: number;
}

/** Writes documents as files of lines to `folder`/judgments/0000 and on, and a loan file of `customers` to `folder`/crm. */
export async function writeTown(folder: string, { customers, perFolder, ...size }: TownOnDisk): Promise<void> {
  const inFolder = perFolder ?? size.documents;
  let file: Sheet | undefined;
  let count = 0;
  for (const { line } of townDocuments(size)) {
    const within = count % inFolder;
    if (within % perFile === 0) {
      await file?.end();
      const part = join(folder, 'judgments', String(Math.floor(count / inFolder)).padStart(4, '0'));
      await mkdir(part, { recursive: true });
      file = sheet(join(part, `${String(Math.floor(count / perFile)).padStart(6, '0')}.jsonl`));
    }
    await file?.write(`${line}\n`);
    count++;
  }
  await file?.end();
  if (customers > 0) await writeLoans(join(folder, 'crm'), size.seed, customers);
}

async function writeLoans(folder: string, seed: number, customers: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const [people, loans, sureties] = ['客户', '贷款', '担保'].map((name) => sheet(join(folder, `${name}.csv`))) as [Sheet, Sheet, Sheet]; // prettier-ignore
  await people.write(
    '\ufeff客户编号,名称,类型,证件号码,统一社会信用代码,性别,出生日期,法定代表人,地址,联系电话,分行,团队,客户经理\n',
  );
  await loans.write('\ufeff借据号,合同号,客户编号,本金,余额,币种,发放日,到期日,违约日,宣布提前到期日\n');
  await sureties.write('\ufeff担保合同号,借据号,客户编号,保证人名称,类型,证件号码,统一社会信用代码,方式,签订日,保证期间起,保证期间止,最高额,地址\n'); // prettier-ignore
  for (const { number, index, year, debtor, suit } of townCustomers(seed, customers)) {
    const own = debtor.kind === 'person' ? ['个人', debtor.id, '', debtor.gender, debtor.birth, ''] : ['企业', '', debtor.code, '', '', debtor.officer]; // prettier-ignore
    await people.write(`${[number, debtor.name, ...own, debtor.address, '', '城区支行', '资产保全一组', `经理${index % 5}`].join()}\n`); // prettier-ignore
    const yuan = (suit.truth.orders[0]?.fen ?? 0) / 100;
    await loans.write(`${[`JJ${number}`, `HT-${year}-${index}`, number, yuan, yuan, 'CNY', `${year - 2}-05-16`, `${year - 1}-05-15`, `${year - 1}-05-15`, ''].join()}\n`); // prettier-ignore
    for (const [i, { provider }] of suit.truth.guarantees.entries()) {
      const kind = provider.endsWith('公司') ? '企业' : '个人';
      await sureties.write(`${[`BZ-${number}-${i + 1}`, `JJ${number}`, number, provider, kind, '', '', '连带', `${year - 2}-05-16`, `${year - 1}-05-15`, `${year + 2}-05-15`, '', ''].join()}\n`); // prettier-ignore
    }
  }
  for (const one of [people, loans, sureties]) await one.end();
}

interface Sheet {
  write(text: string): Promise<void>;
  end(): Promise<void>;
}

/** A file that is written no faster than the disk takes it. */
function sheet(path: string): Sheet {
  const stream = createWriteStream(path);
  return {
    async write(text) {
      if (!stream.write(text)) await once(stream, 'drain');
    },
    async end() {
      stream.end();
      await once(stream, 'finish');
    },
  };
}
