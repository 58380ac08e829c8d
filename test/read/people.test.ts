/**
 * The head of court documents, in many shapes. Cast: 松江商业银行 lends, 北岭机械 borrows, 何立群 leads it, 孟小芸 guarantees,
 * 程律 is a lawyer; the court sits in 松江.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { readShape, splitFile } from '../../connectors/judgments/shapes.js';
import type { CourtDocument } from '../../src/model/courtDocument.js';
import { quote } from '../../src/model/span.js';
import type { Parts, Span } from '../../src/model/span.js';
import { readCourtDocument } from '../../src/read/readCourtDocument.js';

const read = (text: string): CourtDocument => readCourtDocument({ text });
const roles = (document: CourtDocument): Record<string, readonly string[]> =>
  Object.fromEntries(document.parties.map((party) => [party.name, party.roles]));

const FIRST = `松江市东林区人民法院
民 事 判 决 书
（2021）江0102民初00315号
原告：松江商业银行股份有限公司东林支行，住所地松江市东林区河街8号。统一社会信用代码91230100MA18XQ2L5T。
负责人：周大川，该支行行长。
委托诉讼代理人：程律，江北正言律师事务所律师。
被告：松江北岭机械有限公司（曾用名：松江北岭农机厂），住所地松江市开发区岭路3号（北岭园内）。
法定代表人：何立群，任该公司董事长兼总经理。
被告：孟小芸，女，汉族，1979年2月3日出生，住松江市东林区河街12号3单元，公民身份号码2301021979****0026。
被告：何立群，男，1975年6月1日出生，汉族，住址同被告孟小芸。
原告松江商业银行股份有限公司东林支行（以下简称松江银行）与被告松江北岭机械有限公司（以下简称“北岭公司”）、孟小芸、何立群金融借款合同纠纷一案，本院于2021年3月1日立案后，依法适用普通程序，公开开庭进行了审理。本案现已审理终结。
松江银行向本院提出诉讼请求：1.判令北岭公司偿还借款本金500万元。
经审理查明，该借款曾由松江市西山区人民法院（2019）江0103民初22号民事调解书确认。
本院认为，合同有效。依照《中华人民共和国合同法》第二百零六条之规定，判决如下：
一、被告松江北岭机械有限公司于本判决生效之日起十日内偿还原告借款本金500万元。
如不服本判决，可在判决书送达之日起十五日内，上诉于松江市中级人民法院。
审\u3000判\u3000长\u3000\u3000吴公正
二〇二一年七月九日
书\u3000记\u3000员\u3000\u3000郑小笔`;

describe('a judgment of first instance', () => {
  const document = read(FIRST);

  test('says which court decided which case, how and when', () => {
    expect(document).toMatchObject({
      docType: 'judgment',
      procedure: 'first',
      court: { value: '松江市东林区人民法院' },
      caseNumber: { value: '(2021)江0102民初315号' },
      cause: { value: '金融借款合同纠纷' },
      date: { value: '2021-07-09' },
    });
    expect(document.relatedCases.map((related) => related.value)).toEqual(['(2019)江0103民初22号']);
  });

  test('names its parties with roles, and keeps the lawyer out', () => {
    expect(roles(document)).toEqual({
      松江商业银行股份有限公司东林支行: ['plaintiff'],
      松江北岭机械有限公司: ['defendant'],
      孟小芸: ['defendant'],
      何立群: ['defendant'],
    });
    expect(document.agents.map((agent) => agent.value)).toEqual(['程律']);
  });

  test('tells of each party what is stated, former and short names included', () => {
    const [bank, company, guarantor, leader] = document.parties;
    expect(bank).toMatchObject({
      kind: 'organization',
      creditCode: { value: '91230100MA18XQ2L5T' },
      legalRepresentative: { value: { name: '周大川', title: '行长' } },
      aliases: [{ value: '松江银行' }],
    });
    expect(company).toMatchObject({
      address: { value: '松江市开发区岭路3号（北岭园内）' },
      legalRepresentative: { value: { name: '何立群', title: '董事长兼总经理' } },
      formerNames: [{ value: '松江北岭农机厂' }],
      aliases: [{ value: '北岭公司' }],
    });
    expect(guarantor).toMatchObject({
      kind: 'person',
      gender: { value: '女' },
      birthDate: { value: '1979-02-03' },
      ethnicity: { value: '汉族' },
      idNumber: { value: '2301021979****0026' },
      address: { value: '松江市东林区河街12号3单元' },
    });
    expect(leader).toMatchObject({ address: { value: '松江市东林区河街12号3单元' } });
  });

  test.each([
    ['glued without newlines', FIRST.replace(/\n/g, '')],
    ['glued by blanks', FIRST.replace(/\n/g, ' ')],
    ['in half-width signs', FIRST.replace(/：/g, ':').replace(/，/g, ',').replace(/（/g, '(').replace(/）/g, ')')],
    ['glued, with entries that end in semicolons', FIRST.replace(/。\n(?=[原被法委负])/g, '；').replace(/\n/g, '')],
    ['glued, with entries that end in commas', FIRST.replace(/。\n(?=[原被法委负])/g, '，').replace(/\n/g, '')],
  ])('reads the same people %s', (_shape, text) => {
    const again = read(text);
    const plain = (name: string): string => name.normalize('NFKC');
    expect(again.parties.map((party) => plain(party.name))).toEqual(document.parties.map((party) => plain(party.name)));
    expect(again.parties.map((party) => party.roles)).toEqual(document.parties.map((party) => party.roles));
    expect(again.agents.map((agent) => agent.value)).toEqual(['程律']);
    expect(again.date?.value).toBe('2021-07-09');
    expect(again.caseNumber?.value).toBe(document.caseNumber?.value);
    expect(again.cause?.value).toBe('金融借款合同纠纷');
  });

  test.each([0.15, 0.3, 0.6])('a page cut after %d of it still gives what stands there', (share) => {
    const cut = read(FIRST.slice(0, Math.floor(FIRST.length * share)));
    expect(cut.caseNumber?.value).toBe('(2021)江0102民初315号');
    expect(cut.parties[0]?.name).toBe('松江商业银行股份有限公司东林支行');
    expect(cut.date).toBeUndefined();
  });
});

describe('roles', () => {
  const cases: readonly (readonly [string, string, Record<string, readonly string[]>])[] = [
    [
      'an appeal, with roles of both instances and a counterclaim',
      '松江市中级人民法院民 事 判 决 书（2022）江01民终7号上诉人（原审被告、反诉原告）：松江北岭机械有限公司。法定代表人：何立群，经理。被上诉人（原审原告、反诉被告）孟小芸，女，汉族。原审第三人李石。上诉人松江北岭机械有限公司因与被上诉人孟小芸、原审第三人李石买卖合同纠纷一案，不服松江市东林区人民法院（2021）江0102民初9号民事判决，向本院提起上诉。',
      {
        松江北岭机械有限公司: ['appellant', 'originalDefendant', 'counterPlaintiff'],
        孟小芸: ['appellee', 'originalPlaintiff', 'counterDefendant'],
        李石: ['originalThirdParty'],
      },
    ],
    [
      'an enforcement, 申请人 being short for 申请执行人',
      '松江市东林区人民法院\n执 行 裁 定 书\n（2022）江0102执恢5号\n申请人孟小芸。\n被执行人松江北岭机械有限公司，组织机构代码12345678-9。\n申请执行人孟小芸与被执行人松江北岭机械有限公司民间借贷纠纷一案，本院依法立案执行。',
      { 孟小芸: ['enforcementApplicant'], 松江北岭机械有限公司: ['judgmentDebtor'] },
    ],
    [
      'an outsider objects',
      '松江市中级人民法院\n执 行 裁 定 书\n（2022）江01执异3号\n案外人：李石，男，1980年1月1日出生，汉族。\n申请执行人：孟小芸，女。\n被执行人：松江北岭机械有限公司。\n本院在执行孟小芸与松江北岭机械有限公司借款合同纠纷一案中，案外人李石提出书面异议。',
      { 李石: ['objector'], 孟小芸: ['enforcementApplicant'], 松江北岭机械有限公司: ['judgmentDebtor'] },
    ],
    [
      'a retrial, in which 被申请人 answers',
      '江北省高级人民法院\n民 事 裁 定 书\n（2022）江民申12号\n再审申请人（一审被告、二审上诉人）：松江北岭机械有限公司。\n被申请人（一审原告、二审被上诉人）：孟小芸，女。\n再审申请人松江北岭机械有限公司因与被申请人孟小芸租赁合同纠纷一案，不服松江市中级人民法院（2021）江01民终7号民事判决，向本院申请再审。',
      {
        松江北岭机械有限公司: ['retrialApplicant', 'originalDefendant'],
        孟小芸: ['retrialRespondent', 'originalPlaintiff'],
      },
    ],
    [
      'several masked defendants of one entry, numbered ones, and one known in two roles',
      '松江市东林区人民法院\n民 事 判 决 书\n（2020）江0102民初1号\n原告：某银行。\n被告一：杨某某、张某1、李**。\n被告二：王×，男。\n原告某银行与被告杨某某、张某1、李**、王×借款合同纠纷一案，本院受理后，依法审理。',
      {
        某银行: ['plaintiff'],
        杨某某: ['defendant'],
        张某1: ['defendant'],
        '李**': ['defendant'],
        '王×': ['defendant'],
      },
    ],
  ];
  test.each(cases)('%s', (_name, text, expected) => {
    expect(roles(read(text))).toEqual(expected);
  });
});

test.each([
  ['原告：宦大为\n被告：孟小芸', ['宦大为', '孟小芸']],
  ['原告：何立群。被告：孟小芸，周大川', ['何立群', '孟小芸', '周大川']],
  ['原告：何立群。被告;孟小芸，女，汉族，农民。', ['何立群', '孟小芸']],
])('entries without the usual signs: %s', (entries, names) => {
  const document = read(
    `松江市东林区人民法院\n民事判决书\n（2021）江0102民初3号\n${entries}\n原告诉被告民间借贷纠纷一案，本院立案后，现已审理终结。`,
  );
  expect(document.parties.map((party) => party.name)).toEqual(names);
});

describe('a notice', () => {
  const served = (text: string): CourtDocument =>
    readCourtDocument({
      text,
      notice: true,
      metadata: { court: { value: '松江市东林区人民法院', part: 'court' }, date: { value: '2021-05-01', part: 'day' } },
    });

  test('is addressed to the defendants, whom it calls 你们', () => {
    const notice = served(
      '松江北岭机械有限公司、何立群：本院受理原告松江商业银行股份有限公司诉你们及孟小芸金融借款合同纠纷一案，现依法向你们公告送达（2021）江0102民初315号民事判决书。自公告之日起60日内来本院领取。',
    );
    expect(roles(notice)).toEqual({
      松江北岭机械有限公司: ['defendant', 'addressee'],
      何立群: ['defendant', 'addressee'],
      松江商业银行股份有限公司: ['plaintiff'],
      孟小芸: ['defendant'],
    });
    expect(notice).toMatchObject({
      docType: 'notice',
      caseNumber: { value: '(2021)江0102民初315号' },
      cause: { value: '金融借款合同纠纷' },
      court: { value: '松江市东林区人民法院' },
      date: { value: '2021-05-01' },
    });
  });

  test('of an enforcement names the case served, not the judgment that is enforced', () => {
    const notice = served(
      '松江北岭机械有限公司：本院受理孟小芸申请执行松江市西山区人民法院（2019）江0103民初22号民事判决书一案，现向你公司公告送达（2021）江0102执8号执行通知书。',
    );
    expect(notice.caseNumber?.value).toBe('(2021)江0102执8号');
    expect(notice.relatedCases.map((related) => related.value)).toEqual(['(2019)江0103民初22号']);
    expect(roles(notice)).toEqual({
      松江北岭机械有限公司: ['judgmentDebtor', 'addressee'],
      孟小芸: ['enforcementApplicant'],
    });
  });

  test('is addressed to several lists divided by semicolons, in a case without 一案', () => {
    const notice = served(
      '孟小芸；何立群、周大川：本院受理原告松江商业银行股份有限公司与你们金融借款合同纠纷案件，现向你们公告送达起诉状副本。',
    );
    expect(roles(notice)).toEqual({
      孟小芸: ['defendant', 'addressee'],
      何立群: ['defendant', 'addressee'],
      周大川: ['defendant', 'addressee'],
      松江商业银行股份有限公司: ['plaintiff'],
    });
  });

  test('numbers that begin it or stand behind a name are no part of names', () => {
    const numbered = served(
      '（2021）江0102执8号孟小芸：本院受理何立群申请执行你民间借贷纠纷一案，现向你公告送达执行通知书。',
    );
    expect(roles(numbered)).toEqual({ 孟小芸: ['judgmentDebtor', 'addressee'], 何立群: ['enforcementApplicant'] });
    const behind = served('孟小芸：本院受理松江北岭机械（江北）有限公司（2021）江0102民初8号诉你买卖合同纠纷一案。');
    expect(Object.keys(roles(behind))).toEqual(['孟小芸', '松江北岭机械（江北）有限公司']);
  });

  test('of a lost bill has an applicant and no drawers or payees among its parties', () => {
    const notice = served(
      '本院于2021年3月2日受理了申请人松江北岭机械有限公司的公示催告申请，对其遗失的银行承兑汇票（出票人为西山铸造有限公司，收款人为东林铁厂）予以公告。',
    );
    expect(roles(notice)).toEqual({ 松江北岭机械有限公司: ['applicant'] });
  });
});

/** Every stated value with its place, wherever it stands in the document. */
function* stated(value: unknown): Generator<{ value: unknown; at: Span }> {
  if (typeof value !== 'object' || value === null) return;
  if ('at' in value && 'value' in value) yield value as { value: unknown; at: Span };
  else if ('at' in value && 'name' in value) yield { value: value.name, at: value.at as Span };
  for (const inner of Object.values(value)) yield* stated(inner);
}

const bare = (text: string): string => text.normalize('NFKC').replace(/[\s〔〕[\]【】()]/g, '');

function expectQuotes(document: CourtDocument, parts: Parts): void {
  const { title, caseNumber, court, cause, date, parties, agents, relatedCases } = document;
  const head = { title, caseNumber, court, cause, date, parties, agents, relatedCases };
  for (const { value, at } of stated(head)) {
    const words = quote(parts, at);
    expect(words).not.toBe('');
    const text = typeof value === 'object' && value !== null && 'name' in value ? value.name : value;
    if (typeof text !== 'string' || /^\d{4}-\d\d/.test(text) || /号/.test(text)) continue;
    expect(bare(words)).toBe(bare(text));
  }
}

describe('places', () => {
  test('quote the words of every value, also behind characters beyond the basic plane', () => {
    expectQuotes(read(FIRST), { text: FIRST });
    const rare = FIRST.replace(/何立群/g, '何𠮷群');
    const document = read(rare);
    expect(document.parties.at(-1)?.name).toBe('何𠮷群');
    expectQuotes(document, { text: rare });
  });

  const folder = new URL('../../samples/judgments/', import.meta.url);
  test.each(readdirSync(folder))('of sample %s', (name) => {
    for (const record of splitFile(name, readFileSync(new URL(name, folder)))) {
      let shaped;
      try {
        shaped = readShape(record.bytes, record.key);
      } catch {
        continue; // a sample that must be quarantined
      }
      const document = readCourtDocument(shaped.court);
      expectQuotes(document, shaped.parts);
      if (!/^(?:bad|cut)/.test(name)) expect(document.parties.length).toBeGreaterThan(0);
    }
  });
});

describe('whatever comes', () => {
  const words = [
    '原告', '被告：', '委托代理人', '（以下简称', '）', '(', '一案', '纠纷', '（2020）江01民初1号', '与', '诉', '、', '，', '。', '\n', '某', '*', '住', '女', '等', '你们', '二〇二〇年', '𠮷',
  ]; // prettier-ignore
  test('nothing throws, and every place quotes something', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 })), { maxLength: 60 }),
        fc.boolean(),
        (pieces, notice) => {
          const text = pieces.join('');
          const document = readCourtDocument({ text, notice });
          for (const party of document.parties) expect(quote({ text }, party.at)).not.toBe('');
        },
      ),
    );
  });

  test.each(['原告：', '（', '与', '（2017）黑01执1号'])(
    'ten megabytes of one line of %p are read to the end',
    (piece) => {
      const text = `松江市东林区人民法院（2021）江0102民初3号原告孟小芸，女。${piece.repeat(Math.ceil(3_500_000 / piece.length))}`;
      expect(read(text).caseNumber?.value).toBe('(2021)江0102民初3号');
    },
    120_000,
  );
});
