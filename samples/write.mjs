/**
 * Writes the sample portfolio: `node samples/write.mjs`. Everybody and everything in it is invented; courts and places
 * have real names so that addresses and case numbers read like real ones. The files are committed; run this again only
 * to change the story, which stands in README.md.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';

const here = dirname(fileURLToPath(import.meta.url));
for (const folder of ['crm', 'judgments']) {
  rmSync(join(here, folder), { recursive: true, force: true });
  mkdirSync(join(here, folder), { recursive: true });
}

// ---- the cast -------------------------------------------------------------------------------------------------------

const bank = { name: '赣州章水农村商业银行股份有限公司', address: '江西省赣州市章贡区文清路28号', officer: '郭以衡', title: '董事长', short: '章水农商行' };

/** GB 11643 check digit. */
const withCheck = (digits17) => digits17 + '10X98765432'[[...digits17].reduce((sum, d, i) => sum + Number(d) * [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2][i], 0) % 11];
const idOf = (birth, serial, division = '360702') => withCheck(`${division}${birth.replaceAll('-', '')}${serial}`);
const maskId = (id) => `${id.slice(0, 6)}********${id.slice(14)}`;
/** GB 32100 check character. */
const charset = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const orgCheck = (body) => {
  const sum = [...body].reduce((total, c, i) => total + '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(c) * [3, 7, 9, 10, 5, 8, 4, 2][i], 0);
  return '0123456789X0'[(11 - (sum % 11)) % 11];
};
const uscc = (serial, division) => {
  const body = `91${division}MA${serial.slice(0, 6).replaceAll('Z', 'Y')}`;
  const org = body.slice(8);
  const first17 = body + orgCheck(org);
  let weight = 1;
  let exact = 0;
  for (const c of first17) {
    exact += charset.indexOf(c) * weight;
    weight = (weight * 3) % 31;
  }
  return first17 + charset[(31 - (exact % 31)) % 31];
};

const person = (name, gender, birth, serial, address) => ({ name, gender, birth, id: idOf(birth, serial), address, person: true });
const company = (name, code, legal, title, address, short, division = '360702') => ({ name, code: uscc(code, division), legal, title, address, short });

const lu = person('鲁成业', '男', '1968-03-12', '411', '江西省赣州市章贡区东阳山路17号2栋301室');
const shao = person('邵玉荷', '女', '1971-09-25', '362', '江西省赣州市章贡区东阳山路17号2栋301室');
const qi = person('祁大川', '男', '1965-11-02', '417', '江西省赣州市南康区蓉江街道迎宾大道66号');
const wen = person('温若谷', '男', '1974-05-19', '533', '江西省赣州市经济技术开发区香江大道128号5栋1202室');
const yu = person('虞长青', '男', '1970-07-30', '291', '江西省赣州市南康区龙岭镇工业西区9号');
const wangA = person('王志强', '男', '1983-02-14', '217', '江西省赣州市章贡区红旗大道41号3栋502室');
const wangB = { ...person('王志强', '男', '1990-10-08', '335', '江西省赣州市于都县贡江镇长征大道5号'), id: idOf('1990-10-08', '335', '360731') };

const jingwei = company('赣州鲸尾纺织有限公司', '38KQ7T1', wen.name, '执行董事', '江西省赣州市经济技术开发区香江大道128号', '鲸尾纺织公司');
const tiemang = company('赣州铁芒机械有限公司', '35RE2N4', lu.name, '董事长', '江西省赣州市章贡区水西产业园冶金路3号', '铁芒机械公司');
const hesui = company('赣州禾穗饲料有限公司', '37AB9P6', qi.name, '总经理', '江西省赣州市南康区龙岭镇工业东区18号', '禾穗饲料公司');
const qingqiu = company('赣州青楸商贸有限公司', '39LM3W8', '鲁成嘉', '执行董事', '江西省赣州市章贡区水西产业园冶金路5号', '青楸商贸公司');
const yumu = company('赣州榆木家具有限公司', '36CD5R2', yu.name, '执行董事', '江西省赣州市南康区龙岭镇工业西区9号', '榆木家具公司');
const wotao = company('赣州沃陶建材有限公司', '34FG8K9', '易守田', '执行董事', '江西省赣州市赣县区梅林大道210号', '沃陶建材公司');
const yunshan = company('赣州云杉贸易有限公司', '3AHJ1Q5', '蓝小满', '执行董事', '江西省赣州市章贡区长征大道33号财富中心A座1808室', '云杉贸易公司');
const yunhua = company('赣州云桦贸易有限公司', '3BKN6T3', '蓝小满', '执行董事', '江西省赣州市章贡区长征大道33号财富中心A座1808室', '云桦贸易公司');
const muyuan = company('吉安牧远农业有限公司', '33PX4M7', '欧阳樵', '执行董事', '江西省吉安市青原区文山路77号', '牧远农业公司', '360803');
const dongli = company('广东栋立建设工程有限公司', '32QZ7E1', '车永固', '董事长', '广东省东莞市南城街道鸿福路102号', '栋立建设公司', '441900');
const xinyuan = company('南昌信沅融资租赁有限公司', '31RT9D6', '卜静言', '总经理', '江西省南昌市红谷滩区丰和中大道888号', '信沅租赁公司', '360113');

// ---- documents ------------------------------------------------------------------------------------------------------

const chineseDate = (iso) => {
  const digits = '〇一二三四五六七八九';
  const small = (n) => (n < 10 ? digits[n] : n < 20 ? `十${n % 10 ? digits[n % 10] : ''}` : `${digits[Math.floor(n / 10)]}十${n % 10 ? digits[n % 10] : ''}`);
  const [y, m, d] = iso.split('-').map(Number);
  return `${[...String(y)].map((c) => digits[c]).join('')}年${small(m)}月${small(d)}日`;
};
const cn = (iso) => {
  const [y, m, d] = iso.split('-').map(Number);
  return `${y}年${m}月${d}日`;
};

const daysAfter = (iso, days) => new Date(Date.parse(iso) + days * 86_400_000).toISOString().slice(0, 10);

/** A party's paragraphs, as the head of a document prints them. */
const party = (role, who, { agent, id } = {}) =>
  [
    who.person
      ? `${role}：${who.name}，${who.gender}，汉族，${cn(who.birth)}出生，${id ? `公民身份号码${id}，` : ''}住${who.address}。`
      : `${role}：${who.name}，住所地${who.address}${who.code ? `，统一社会信用代码${who.code}` : ''}。`,
    ...(who.legal || who.officer ? [`法定代表人：${who.legal ?? who.officer}，该公司${who.title}。`] : []),
    ...(agent ? [`委托诉讼代理人：${agent[0]}，${agent[1]}律师。`] : []),
  ];
const bankParty = (role) => party(role, bank, { agent: ['顾南乔', '江西章江源律师事务所'] });

const courts = { zg: ['江西省赣州市章贡区人民法院', '赣0702'], nk: ['江西省赣州市南康区人民法院', '赣0703'], gz: ['江西省赣州市中级人民法院', '赣07'], ja: ['江西省吉安市青原区人民法院', '赣0803'], jaz: ['江西省吉安市中级人民法院', '赣08'], yd: ['江西省赣州市于都县人民法院', '赣0731'], gx: ['江西省赣州市赣县区人民法院', '赣0704'] };
const spaced = { judgment: '民 事 判 决 书', ruling: '民 事 裁 定 书', enforcement: '执 行 裁 定 书', mediation: '民 事 调 解 书', decision: '决 定 书' };

/** One document: lines as the sites print them. */
const document = ({ court, kind, number, head, body, date, judges = '周明轩', title }) => ({
  title,
  court: courts[court][0],
  number,
  date,
  kind,
  lines: [courts[court][0], spaced[kind], number, ...head, ...body, `审判长　　${judges}`, `审判员　　丁南星`, `人民陪审员　　沈知秋`, chineseDate(date), `书记员　　袁小葵`],
});

const number = (year, court, type, serial) => `（${year}）${courts[court][1]}${type}${serial}号`;

const documents = [];
const add = (doc) => {
  documents.push(doc);
  return doc;
};

/** The bank's own suit on a loan, with its guarantors. */
function bankSuit({ year, court, serial, debtor, guarantors, principal, interest, contract, signed, due, date, collateral }) {
  const who = (p) => p.short ?? p.name;
  const num = number(year, court, '民初', serial);
  const joint = guarantors.map((g) => who(g)).join('、');
  const names = [debtor, ...guarantors].map((p) => (p.short ? `${p.name}（以下简称${p.short}）` : p.name)).join('、');
  return add(
    document({
      court,
      kind: 'judgment',
      number: num,
      date,
      title: `${bank.name}与${[debtor, ...guarantors].map((p) => p.name).join('、')}金融借款合同纠纷一审民事判决书`,
      head: [...bankParty('原告'), ...party('被告', debtor), ...guarantors.flatMap((g) => party('被告', g))],
      body: [
        `原告${bank.name}（以下简称${bank.short}）与被告${names}金融借款合同纠纷一案，本院于${cn(`${year}-03-06`)}立案后，依法适用普通程序，公开开庭进行了审理。原告委托诉讼代理人顾南乔到庭参加诉讼，被告经本院传票传唤，无正当理由拒不到庭。本案现已审理终结。`,
        `${bank.short}向本院提出诉讼请求：1.判令${who(debtor)}归还借款本金${principal}元及利息、罚息；2.判令${joint || who(debtor)}承担连带清偿责任；3.诉讼费用由被告负担。`,
        `经审理查明：${cn(signed)}，${bank.short}与${who(debtor)}签订编号为${contract}的《流动资金借款合同》，约定${bank.short}向${who(debtor)}发放贷款${principal}元，借款期限自${cn(signed)}起至${cn(due)}止。同日，${bank.short}向${who(debtor)}发放贷款${principal}元。` +
          (guarantors.length ? `同日，${bank.short}与${joint}签订《保证合同》，约定${joint}为上述借款提供连带责任保证，保证期间为主债务履行期限届满之日起三年。` : '') +
          (collateral ? `${who(debtor)}以其名下位于${collateral.location}的${collateral.what}（权证号：${collateral.certificate}）为上述借款提供抵押担保，并办理了抵押登记。` : '') +
          `借款到期后，${who(debtor)}未按约归还借款。截至${cn(`${year}-02-20`)}，尚欠本金${principal}元、利息${interest}元。`,
        '以上事实有借款合同、保证合同、借款借据及当事人陈述在案佐证，本院予以确认。',
        '本院认为，案涉借款合同、保证合同系当事人真实意思表示，内容不违反法律、行政法规的强制性规定，合法有效。原告的诉讼请求，于法有据，本院予以支持。依照《中华人民共和国民法典》第六百七十四条、第六百七十六条、第六百八十八条，《中华人民共和国民事诉讼法》第一百四十七条之规定，判决如下：',
        `一、被告${debtor.name}于本判决生效之日起十日内归还原告${bank.name}借款本金${principal}元；`,
        `二、被告${debtor.name}于本判决生效之日起十日内支付原告${bank.name}利息${interest}元；`,
        ...(guarantors.length ? [`三、被告${guarantors.map((g) => g.name).join('、')}对上述第一、二项债务承担连带清偿责任。`] : []),
        ...(collateral ? [`四、原告${bank.name}对被告${debtor.name}名下位于${collateral.location}的${collateral.what}（权证号：${collateral.certificate}）折价或者拍卖、变卖所得价款享有优先受偿权。`] : []),
        '如果未按本判决指定的期间履行给付金钱义务，应当依照《中华人民共和国民事诉讼法》第二百六十四条规定，加倍支付迟延履行期间的债务利息。',
        `案件受理费${Math.round(Number(principal) / 100)}元，由被告负担。`,
        '如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状，并按照对方当事人的人数提出副本，上诉于江西省赣州市中级人民法院。',
      ],
    }),
  );
}

/** A suit between two others: who must pay whom. */
function claimSuit({ year, court, serial, plaintiff, defendant, cause, story, amount, date, outcome = 'granted', fee = '30400' }) {
  const num = number(year, court, '民初', serial);
  return add(
    document({
      court,
      kind: 'judgment',
      number: num,
      date,
      title: `${plaintiff.name}与${defendant.name}${cause}一审民事判决书`,
      head: [...party('原告', plaintiff, { agent: ['阮清和', '江西贡水律师事务所'] }), ...party('被告', defendant)],
      body: [
        `原告${plaintiff.name}与被告${defendant.name}${cause}一案，本院于${cn(`${year}-02-18`)}立案后，依法公开开庭进行了审理。本案现已审理终结。`,
        `${plaintiff.name}向本院提出诉讼请求：判令${defendant.name}支付${story.claim}${amount}元。`,
        `经审理查明：${story.facts}`,
        `本院认为，${story.reason}依照《中华人民共和国民法典》第五百七十七条、第五百七十九条之规定，判决如下：`,
        ...(outcome === 'granted'
          ? [`被告${defendant.name}于本判决生效之日起十日内支付原告${plaintiff.name}${story.claim}${amount}元。`, `案件受理费${fee}元，由被告${defendant.name}负担。`]
          : [`驳回原告${plaintiff.name}的诉讼请求。`, `案件受理费${fee}元，由原告${plaintiff.name}负担。`]),
        '如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状。',
      ],
    }),
  );
}

function appeal({ year, court, serial, from, appellant, appellee, cause, result, date }) {
  const num = number(year, court, '民终', serial);
  const reversed = result === 'reversed';
  return add(
    document({
      court,
      kind: 'judgment',
      number: num,
      date,
      title: `${appellant.name}与${appellee.name}${cause}二审民事判决书`,
      head: [...party('上诉人（原审被告）', appellant), ...party('被上诉人（原审原告）', appellee)],
      body: [
        `上诉人${appellant.name}因与被上诉人${appellee.name}${cause}一案，不服${from.court}${from.number}民事判决，向本院提起上诉。本院于${cn(daysAfter(date, -55))}立案后，依法组成合议庭进行了审理。本案现已审理终结。`,
        `${appellant.name}上诉请求：撤销一审判决，改判驳回${appellee.name}的诉讼请求。`,
        '二审中，当事人没有提交新的关键证据。本院对一审查明的基本事实予以确认。',
        reversed
          ? `本院认为，${appellee.name}提交的对账单没有${appellant.name}盖章确认，不足以证明欠款事实，一审判决认定事实错误，应予纠正。依照《中华人民共和国民事诉讼法》第一百七十七条第一款第二项规定，判决如下：`
          : '本院认为，一审判决认定事实清楚，适用法律正确，应予维持。依照《中华人民共和国民事诉讼法》第一百七十七条第一款第一项规定，判决如下：',
        ...(reversed
          ? [`一、撤销${from.court}${from.number}民事判决；`, `二、驳回${appellee.name}的诉讼请求。`, `一审案件受理费、二审案件受理费均由${appellee.name}负担。`]
          : ['驳回上诉，维持原判。', `二审案件受理费30400元，由${appellant.name}负担。`]),
        '本判决为终审判决。',
      ],
    }),
  );
}

function enforcement({ year, court, serial, type = '执', applicant, debtor, basis, story, disposition, date }) {
  const num = number(year, court, type, serial);
  return add(
    document({
      court,
      kind: 'enforcement',
      number: num,
      date,
      title: `${applicant.name}与${debtor.name}执行裁定书`,
      head: [...party('申请执行人', applicant), ...party('被执行人', debtor)],
      body: [
        `本院在执行${applicant.name}与${debtor.name}${basis.cause}一案中，依据已经发生法律效力的${basis.number}民事判决书，责令被执行人${debtor.name}履行生效法律文书确定的义务。`,
        story,
        '依照《中华人民共和国民事诉讼法》第二百五十三条、第二百五十五条的规定，裁定如下：',
        ...disposition,
        '本裁定立即执行。',
      ],
    }),
  );
}

// The ring: each of three companies stands surety for the next.
const suitJingwei = bankSuit({ year: 2025, court: 'zg', serial: 1187, debtor: jingwei, guarantors: [tiemang, wen], principal: '8000000', interest: '412600', contract: 'ZSNS-2023-0117', signed: '2023-05-16', due: '2024-05-15', date: '2025-06-20' });
const suitTiemang = bankSuit({ year: 2025, court: 'zg', serial: 1203, debtor: tiemang, guarantors: [hesui, lu, shao], principal: '12000000', interest: '655300', contract: 'ZSNS-2023-0124', signed: '2023-06-08', due: '2024-06-07', date: '2025-07-04', collateral: { location: '赣州市章贡区水西产业园冶金路3号', what: '工业用地土地使用权及地上厂房', certificate: '赣（2019）赣州市不动产权第0031872号' } });
const suitHesui = bankSuit({ year: 2025, court: 'nk', serial: 890, debtor: hesui, guarantors: [jingwei, qi], principal: '6500000', interest: '301150', contract: 'ZSNS-2023-0140', signed: '2023-07-20', due: '2024-07-19', date: '2025-08-15' });

// The debtor who won money elsewhere, upheld on appeal.
const won = claimSuit({ year: 2024, court: 'ja', serial: 655, plaintiff: hesui, defendant: muyuan, cause: '买卖合同纠纷', amount: '3260000', date: '2024-11-12', story: { claim: '货款', facts: `2023年1月至2023年12月，${hesui.name}向${muyuan.name}供应饲料，双方于2024年1月15日对账确认尚欠货款3260000元。`, reason: `双方买卖合同关系成立并生效，${muyuan.name}未按约付款构成违约。` } });
appeal({ year: 2025, court: 'jaz', serial: 118, from: won, appellant: muyuan, appellee: hesui, cause: '买卖合同纠纷', result: 'upheld', date: '2025-04-22' });

// The judgment reversed on appeal.
const lost = claimSuit({ year: 2024, court: 'nk', serial: 1422, plaintiff: yumu, defendant: dongli, cause: '承揽合同纠纷', amount: '1530000', date: '2024-12-09', story: { claim: '定作款', facts: `2022年8月，${yumu.name}与${dongli.name}签订《家具定作合同》，${yumu.name}主张已交付全部定作物，尚欠定作款1530000元。`, reason: `${dongli.name}未举证证明已付清定作款，应承担举证不能的后果。` } });
appeal({ year: 2025, court: 'gz', serial: 377, from: lost, appellant: dongli, appellee: yumu, cause: '承揽合同纠纷', result: 'reversed', date: '2025-05-30' });

// The bank's suits on the others.
const suitYumu = bankSuit({ year: 2025, court: 'nk', serial: 911, debtor: yumu, guarantors: [yu], principal: '4200000', interest: '198420', contract: 'ZSNS-2023-0152', signed: '2023-08-11', due: '2024-08-10', date: '2025-08-28' });
const suitWotao = bankSuit({ year: 2024, court: 'gx', serial: 640, debtor: wotao, guarantors: [], principal: '5600000', interest: '287300', contract: 'ZSNS-2022-0201', signed: '2022-09-14', due: '2023-09-13', date: '2024-06-18' });
const suitYunshan = bankSuit({ year: 2025, court: 'zg', serial: 1320, debtor: yunshan, guarantors: [yunhua], principal: '3000000', interest: '140800', contract: 'ZSNS-2023-0177', signed: '2023-10-09', due: '2024-10-08', date: '2025-09-10' });

// The land moved to the brother's company before judgment; the court says so.
add(
  document({
    court: 'zg',
    kind: 'enforcement',
    number: number(2026, 'zg', '执异', 21),
    date: '2026-03-18',
    title: `${qingqiu.name}执行异议执行裁定书`,
    head: [...party('案外人', qingqiu), ...party('申请执行人', bank), ...party('被执行人', tiemang), ...party('被执行人', lu)],
    body: [
      `在本院执行${bank.name}与${tiemang.name}、${lu.name}金融借款合同纠纷一案中，案外人${qingqiu.name}对执行位于赣州市章贡区水西产业园冶金路5号的厂房提出书面异议。本院受理后，依法组成合议庭进行审查，现已审查终结。`,
      `${qingqiu.name}称，该厂房已于2024年3月28日由${tiemang.name}转让给${qingqiu.name}，请求解除查封。`,
      `本院查明，2024年3月28日，${tiemang.name}与${qingqiu.name}签订《厂房转让协议》，将其名下位于赣州市章贡区水西产业园冶金路5号的厂房（不动产权证号：赣（2020）赣州市不动产权第0045516号）作价1200000元转让给${qingqiu.name}，${qingqiu.name}未支付转让款，厂房亦未办理转移登记。${qingqiu.name}法定代表人鲁成嘉系${lu.name}之弟。2025年12月3日，本院以（2025）赣0702执2260号执行裁定查封上述厂房，查封期限三年，自2025年12月3日起至2028年12月2日止。`,
      `本院认为，${qingqiu.name}未支付对价，不符合排除执行的条件，其异议请求不能成立。依照《中华人民共和国民事诉讼法》第二百三十八条规定，裁定如下：`,
      `驳回案外人${qingqiu.name}的异议请求。`,
      '如不服本裁定，可以自本裁定送达之日起十五日内向本院提起诉讼。',
    ],
  }),
);

// Seized first by others; we wait.
const rival = claimSuit({ year: 2024, court: 'zg', serial: 2204, plaintiff: xinyuan, defendant: jingwei, cause: '融资租赁合同纠纷', amount: '2150000', date: '2024-09-26', story: { claim: '租金', facts: `2022年11月，${xinyuan.name}与${jingwei.name}签订《融资租赁合同》，${jingwei.name}自2023年12月起拖欠租金，截至起诉尚欠租金2150000元。`, reason: `${jingwei.name}逾期支付租金构成违约。` } });
enforcement({ year: 2024, court: 'zg', serial: 1955, applicant: xinyuan, debtor: jingwei, basis: { cause: '融资租赁合同纠纷', number: rival.number }, date: '2024-12-20', story: `执行中，本院查明被执行人${jingwei.name}名下有位于赣州市经济技术开发区香江大道128号的厂房（不动产权证号：赣（2018）赣州市不动产权第0027311号）一处。`, disposition: [`查封被执行人${jingwei.name}名下位于赣州市经济技术开发区香江大道128号的厂房（不动产权证号：赣（2018）赣州市不动产权第0027311号），查封期限二年，自2024年12月20日起至2026年12月19日止。`] });
enforcement({ year: 2025, court: 'zg', serial: 2188, applicant: bank, debtor: jingwei, basis: { cause: '金融借款合同纠纷', number: suitJingwei.number }, date: '2025-11-05', story: `执行中，本院查明被执行人${jingwei.name}名下位于赣州市经济技术开发区香江大道128号的厂房（不动产权证号：赣（2018）赣州市不动产权第0027311号）已被本院另案查封。`, disposition: [`轮候查封被执行人${jingwei.name}名下位于赣州市经济技术开发区香江大道128号的厂房（不动产权证号：赣（2018）赣州市不动产权第0027311号）。`] });
enforcement({ year: 2025, court: 'zg', serial: 2260, applicant: bank, debtor: tiemang, basis: { cause: '金融借款合同纠纷', number: suitTiemang.number }, date: '2025-12-03', story: `执行中，本院查明被执行人${tiemang.name}名下有位于赣州市章贡区水西产业园冶金路3号的土地使用权及厂房，以及冶金路5号的厂房。`, disposition: [`查封被执行人${tiemang.name}名下位于赣州市章贡区水西产业园冶金路3号的工业用地土地使用权及地上厂房（权证号：赣（2019）赣州市不动产权第0031872号），查封期限三年，自2025年12月3日起至2028年12月2日止。`, `查封被执行人${tiemang.name}名下位于赣州市章贡区水西产业园冶金路5号的厂房（不动产权证号：赣（2020）赣州市不动产权第0045516号），查封期限三年，自2025年12月3日起至2028年12月2日止。`] });

// A debtor who is himself an applicant for enforcement; the case goes on.
const yuWon = claimSuit({ year: 2023, court: 'nk', serial: 1730, plaintiff: yu, defendant: yunhua, cause: '民间借贷纠纷', amount: '860000', date: '2023-11-21', story: { claim: '借款', facts: `2022年3月1日，${yunhua.name}向${yu.name}借款860000元，约定于2022年12月31日归还，至今未还。`, reason: '合法的借贷关系受法律保护。' } });
enforcement({ year: 2026, court: 'nk', type: '执恢', serial: 88, applicant: yu, debtor: yunhua, basis: { cause: '民间借贷纠纷', number: yuWon.number }, date: '2026-06-11', story: `申请执行人${yu.name}以发现被执行人${yunhua.name}有可供执行的财产为由，申请恢复执行。本院经审查认为符合恢复执行条件。`, disposition: [`恢复${courts.nk[0]}（2024）赣0703执315号案件的执行。`] });

// Bankruptcy of a debtor.
add(
  document({
    court: 'gx',
    kind: 'ruling',
    number: number(2026, 'gx', '破申', 3),
    date: '2026-02-27',
    title: `${dongli.name}申请${wotao.name}破产清算民事裁定书`,
    head: [...party('申请人', dongli), ...party('被申请人', wotao)],
    body: [
      `申请人${dongli.name}以被申请人${wotao.name}不能清偿到期债务且明显缺乏清偿能力为由，向本院申请对${wotao.name}进行破产清算。`,
      `本院查明，${wotao.name}欠付${dongli.name}货款920000元，经强制执行未能清偿。`,
      `本院认为，${wotao.name}不能清偿到期债务，并且明显缺乏清偿能力，符合破产受理条件。依照《中华人民共和国企业破产法》第二条第一款、第十条第一款之规定，裁定如下：`,
      `受理申请人${dongli.name}对被申请人${wotao.name}的破产清算申请。`,
      '本裁定自即日起生效。',
    ],
  }),
);

// The homonym and the masked judgment.
claimSuit({ year: 2025, court: 'yd', serial: 506, plaintiff: wangB, defendant: { ...person('刁国栋', '男', '1979-01-23', '119', '江西省赣州市于都县贡江镇红军大道12号') }, cause: '民间借贷纠纷', amount: '240000', date: '2025-05-14', story: { claim: '借款', facts: `2024年1月9日，刁国栋向${wangB.name}借款240000元，出具借条一份，至今未还。`, reason: '合法的借贷关系受法律保护。' } });
add(
  document({
    court: 'zg',
    kind: 'judgment',
    number: number(2025, 'zg', '民初', 2077),
    date: '2025-10-16',
    title: '某某银行与王某某金融借款合同纠纷一审民事判决书',
    head: ['原告：某某银行，住所地江西省赣州市章贡区。', '负责人：林某某，该行行长。', '被告：王某某，男，1983年2月14日出生，汉族，住江西省赣州市章贡区。'],
    body: [
      '原告某某银行与被告王某某金融借款合同纠纷一案，本院立案后，依法适用简易程序，公开开庭进行了审理。本案现已审理终结。',
      '经审理查明：2022年6月13日，某某银行与王某某签订《个人借款合同》，约定借款150000元，借款期限自2022年6月13日起至2024年6月12日止。借款到期后，王某某未归还。',
      '本院认为，借款合同合法有效。依照《中华人民共和国民法典》第六百七十五条之规定，判决如下：',
      '一、被告王某某于本判决生效之日起十日内归还原告某某银行借款本金150000元；',
      '案件受理费3300元，由被告王某某负担。',
    ],
  }),
);

// ---- small loans to persons -------------------------------------------------------------------------------------------

const people = [
  ['贺小川', '男', '1986-04-11', '213'], ['钟月娥', '女', '1979-12-03', '148'], ['赖福生', '男', '1975-08-22', '255'], ['谢秋棠', '女', '1992-01-17', '326'],
  ['曾凡柏', '男', '1988-06-29', '437'], ['廖春妮', '女', '1984-10-05', '181'], ['邱石磊', '男', '1981-03-08', '519'], ['傅小芹', '女', '1990-07-14', '264'], ['凌志远', '男', '1977-02-26', '633'],
].map(([name, gender, birth, serial], i) => person(name, gender, birth, serial, `江西省赣州市章贡区${['青年路', '文明大道', '大公路', '健康路', '厚德路', '环城路', '西津路', '营角上', '钓鱼台'][i]}${i * 7 + 3}号${(i % 4) + 1}栋${i + 2}01室`));
people.forEach((who, i) => {
  if (i % 3 === 2) return;
  const principal = String(60000 + i * 17000);
  const num = number(2025, 'zg', '民初', 3010 + i);
  add(
    document({
      court: 'zg',
      kind: 'judgment',
      number: num,
      date: `2025-${String(6 + (i % 5)).padStart(2, '0')}-1${i % 9}`,
      title: `${bank.name}与${who.name}金融借款合同纠纷一审民事判决书`,
      head: [...bankParty('原告'), ...party('被告', who, { id: maskId(who.id) })],
      body: [
        `原告${bank.name}（以下简称${bank.short}）与被告${who.name}金融借款合同纠纷一案，本院立案后，依法适用简易程序，公开开庭进行了审理。本案现已审理终结。`,
        `经审理查明：2022年${(i % 9) + 1}月8日，${bank.short}与${who.name}签订编号为ZSXD-2022-${String(401 + i)}的《个人消费借款合同》，约定借款${principal}元，借款期限二十四个月。同日，${bank.short}向${who.name}发放贷款${principal}元。`,
        '本院认为，借款合同合法有效，被告未按约还款构成违约。依照《中华人民共和国民法典》第六百七十四条、第六百七十五条之规定，判决如下：',
        `被告${who.name}于本判决生效之日起十日内归还原告${bank.name}借款本金${principal}元。`,
        `案件受理费${Math.round(Number(principal) / 40)}元，由被告${who.name}负担。`,
      ],
    }),
  );
});
// One of them is owed money by a shop; another has a flat.
claimSuit({ year: 2026, court: 'zg', serial: 214, plaintiff: people[0], defendant: { ...person('古天成', '男', '1980-09-09', '371', '江西省赣州市章贡区八一四大道19号') }, cause: '合伙合同纠纷', amount: '185000', date: '2026-05-20', story: { claim: '退伙款', facts: `2023年4月，${people[0].name}与古天成合伙经营餐馆，2025年8月结算，古天成确认应退还185000元。`, reason: '结算协议合法有效，双方应当履行。' } });
enforcement({ year: 2025, court: 'zg', serial: 3391, applicant: bank, debtor: people[3], basis: { cause: '金融借款合同纠纷', number: number(2025, 'zg', '民初', 3013) }, date: '2026-01-15', story: `执行中，本院查明被执行人${people[3].name}名下有位于赣州市章贡区健康路24号4栋501室的房屋（不动产权证号：赣（2021）赣州市不动产权第0061208号）一套。`, disposition: [`查封被执行人${people[3].name}名下位于赣州市章贡区健康路24号4栋501室的房屋（不动产权证号：赣（2021）赣州市不动产权第0061208号），查封期限三年，自2026年1月15日起至2029年1月14日止。`] });

// ---- more companies, so that the portfolio is one ----------------------------------------------------------------------

const more = [
  ['赣州石榴食品有限公司', '41AA1B2', '康平野'], ['赣州白鹭电子有限公司', '42BB2C3', '施远舟'], ['赣州红土矿业有限公司', '43CC3D4', '雷万钧'], ['赣州橘井医药有限公司', '44DD4E5', '叶知微'],
  ['赣州长亭物流有限公司', '45EE5F6', '霍行舟'], ['赣州砚池文具有限公司', '46FF6G7', '墨向晚'], ['赣州蓝渡化工有限公司', '47GG7H8', '燕北辰'], ['赣州栖霞酒店管理有限公司', '48HH8J9', '江晚吟'],
  ['赣州丰垦农业有限公司', '49JJ9K1', '田守成'], ['赣州双桥建筑工程有限公司', '4AKK1L2', '石固安'], ['赣州飞燕服饰有限公司', '4BLL2M3', '赵轻鸿'], ['赣州清源水务设备有限公司', '4CMM3N4', '水长流'],
].map(([name, code, legal], i) => company(name, code, legal, '执行董事', `江西省赣州市章贡区沙河镇工业园${i + 1}号`, `${name.slice(2, 6)}公司`));
const moreSuits = more.map((debtor, i) =>
  bankSuit({ year: i === 0 ? 2024 : 2025, court: i % 2 ? 'zg' : 'nk', serial: 4100 + i * 3, debtor, guarantors: i % 3 === 0 ? [more[(i + 5) % more.length]] : [], principal: String(1500000 + i * 350000), interest: String(61000 + i * 9100), contract: `ZSNS-2023-03${String(10 + i)}`, signed: `2023-0${(i % 9) + 1}-12`, due: `2024-0${(i % 9) + 1}-11`, date: i === 0 ? '2024-12-02' : `2025-${String((i % 8) + 4).padStart(2, '0')}-${String(10 + i).padStart(2, '0')}` }),
);
more.forEach((debtor, i) => {
  const other = more[(i + 3) % more.length];
  if (i % 2 === 0)
    claimSuit({ year: 2024, court: 'zg', serial: 5200 + i, plaintiff: i % 4 === 0 ? debtor : other, defendant: i % 4 === 0 ? { ...company(`赣州${['松烟', '竹影', '荷风'][i % 3]}贸易有限公司`, `5${i % 10}NN4P5`, '于归期', '执行董事', `江西省赣州市章贡区八一四大道${i + 60}号`, '') } : debtor, cause: '买卖合同纠纷', amount: String(320000 + i * 45000), date: `2024-${String((i % 9) + 3).padStart(2, '0')}-2${i % 8}`, outcome: i === 8 ? 'dismissed' : 'granted', story: { claim: '货款', facts: '双方于2023年签订《购销合同》，供货后经对账确认欠款。', reason: '双方买卖合同关系合法有效。' } });
});

// Money that the bankrupt won before: the claim belongs to the estate, so the route is to file and push the administrator.
claimSuit({ year: 2024, court: 'gx', serial: 871, plaintiff: wotao, defendant: company('赣州青篱园林工程有限公司', '38TG2C6', '左知秋', '执行董事', '江西省赣州市赣县区城南大道58号', '青篱园林公司'), cause: '买卖合同纠纷', amount: '680000', date: '2024-08-29', story: { claim: '货款', facts: `2023年5月，${wotao.name}向赣州青篱园林工程有限公司供应石材，双方于2024年2月6日对账确认尚欠货款680000元。`, reason: '双方买卖合同关系合法有效，被告未按约付款构成违约。' } });

// ---- files in the shapes of the sites ------------------------------------------------------------------------------

const out = (name, content) => writeFileSync(join(here, 'judgments', name), content);
const html = (doc) => {
  const [court, kind, num, ...rest] = doc.lines;
  const facts = rest.findIndex((line) => line.startsWith('经审理查明') || line.startsWith('本院查明') || line.startsWith('执行中'));
  const style = 'LINE-HEIGHT: 25pt;TEXT-ALIGN:justify;TEXT-JUSTIFY:inter-ideograph; TEXT-INDENT: 30pt; MARGIN: 0.5pt 0cm;FONT-FAMILY: 仿宋; FONT-SIZE: 16pt;';
  const lines = rest.map((line, i) => `${i === 0 ? "<a type='dir' name='DSRXX'></a>" : i === facts ? "<a type='dir' name='AJJBQK'></a>" : ''}<div style='${style}'>${line}</div>`);
  return `<a type='dir' name='WBSB'></a><div style='TEXT-ALIGN: center;'>${court}</div><div style='TEXT-ALIGN: center;'>${kind}</div><div style='TEXT-ALIGN: right;'>${num}</div>${lines.join('')}`;
};
const text = (doc) => `${doc.title}\n${doc.date}\n${doc.lines.join('\n')}\n`;
const row = (doc, i) => ({ docId: `sample${String(i).padStart(28, '0')}`, name: doc.title, court: doc.court, type: '民事案件', causeOfAction: '', processing: doc.number.includes('民终') ? '民事二审' : '民事一审', judgementDate: doc.date, litigant: '', legalBasis: '', publishDate: doc.date, caseNumber: doc.number, content: doc.lines.join('').replaceAll('　', '') });

const rows = [];
documents.forEach((doc, i) => {
  const name = `sample_${String(i + 1).padStart(3, '0')}`;
  switch (i % 8) {
    case 0:
    case 1:
      out(`${name}.txt`, text(doc));
      break;
    case 2:
      out(`${name}.json`, JSON.stringify(row(doc, i), null, 1));
      break;
    case 3:
      out(`${name}.html`, `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${doc.title}</title></head><body><div id="DivContent">${html(doc)}</div></body></html>`);
      break;
    case 4:
      out(`${name}.txt`, iconv.encode(text(doc), 'gb18030'));
      break;
    case 5:
      out(`${name}.js.txt`, `$(function(){$("#con_llcs").html("浏览：12次")});$(function(){var caseinfo=JSON.stringify({"法院ID":"0","案件名称":"${doc.title}","案号":"${doc.number}","法院名称":"${doc.court}","裁判日期":null});$(document).attr("title","${doc.title}");$("#tdSource").html("${doc.title} ${doc.number}");$("#hidCaseInfo").val(caseinfo);});$(function(){var dirData = {Elements: ["RelateInfo","LegalBase"],RelateInfo: [{ name: "审理法院", key: "court", value: "${doc.court}" }],LegalBase: []};if($("#divTool_Summary").length>0){$("#divTool_Summary").ContentSummary({ data: dirData });}});$(function() { var jsonHtmlData = "${JSON.stringify({ Title: doc.title, PubDate: doc.date, Html: html(doc).replaceAll("'", '01lydyh01') }).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"; var jsonData = eval("(" + jsonHtmlData + ")"); $("#contentTitle").html(jsonData.Title);});`);
      break;
    case 6:
      rows.push(row(doc, i));
      break;
    default:
      out(`${name}.json`, JSON.stringify({ s1: doc.title, s2: doc.court, s5: `sample-${i}`, s6: doc.kind === 'judgment' ? '01' : '02', s7: doc.number, s31: doc.date, s41: doc.date, qwContent: html(doc) }, null, 1));
  }
});
// Mirrors and other encodings of documents that are there already: one document, several observations.
out('mirror_won.txt', iconv.encode(text(won), 'gb18030'));
out('mirror_ring.html', `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><h2 class="entry-title">${suitJingwei.title}</h2><ul><li class="ht-kb-em-date">${suitJingwei.date}</li><li class="ht-kb-em-author"><a>${suitJingwei.court}</a></li><li class="ht-kb-em-category">${suitJingwei.number}</li></ul><div id="Litigants" class="part">${suitJingwei.lines.slice(0, 9).map((line) => `<p>${line}</p>`).join('')}</div><div id="Explain" class="part">${suitJingwei.lines.slice(9, 11).map((line) => `<p>${line}</p>`).join('')}</div><div id="Procedure" class="part">${suitJingwei.lines.slice(11, 13).map((line) => `<p>${line}</p>`).join('')}</div><div id="Opinion" class="part">${suitJingwei.lines.slice(13, 14).map((line) => `<p>${line}</p>`).join('')}</div><div id="Verdict" class="part">${suitJingwei.lines.slice(14, -5).map((line) => `<p>${line}</p>`).join('')}</div><div id="Ending" class="part">${suitJingwei.lines.slice(-5).map((line) => `<p>${line}</p>`).join('')}</div></body></html>`);
out('mirror_appeal.xml', `<?xml version="1.0" encoding="UTF-8"?>\n<writ><QW nameCN="全文" value="${documents[4].lines.join('&#xA;')}"><WS nameCN="文首" value="${documents[4].lines.slice(0, 3).join('')}"/></QW></writ>`);
const columns = Object.keys(rows[0]);
out('rows.csv', `\ufeff${columns.join(',')}\n${rows.map((r) => columns.map((c) => `"${String(r[c]).replaceAll('"', '""')}"`).join(',')).join('\n')}\n`);

const notice = (i, court, to, content, date) => ({ company: to, court: courts[court][0], noticeCode: `90170419${String(i).padStart(5, '0')}`, noticeContent: content, noticeType: '', payStatus: '1', publishDate: String(Math.round((Date.parse(date) - Date.parse('1899-12-30')) / 86400000)), tosendPeople: to, uuid: String(9000000 + i), publishDate_iso: date });
/** As many of the companies could not be found, and are served by a notice: 30 days (民诉法 95). */
const noticed = 8;
const notices = [
  notice(1, 'ja', muyuan.name, `${muyuan.name}：本院受理的${hesui.name}申请执行${muyuan.name}买卖合同纠纷一案，案号为（2025）赣0803执702号，现依法向你公告送达执行通知书、报告财产令。自公告之日起经过30日即视为送达。`, '2025-09-02'),
  notice(2, 'zg', '古天成', `古天成：本院受理原告${people[4].name}诉被告古天成民间借贷纠纷一案，案号为（2026）赣0702民初4471号，现依法向你公告送达起诉状副本、应诉通知书、举证通知书及开庭传票。自公告之日起经过30日即视为送达。提出答辩状的期限为公告期满后的15日内。并定于2027年1月20日9时在本院第三审判庭公开开庭审理，逾期将依法缺席裁判。`, '2026-10-12'),
  notice(3, 'zg', yunhua.name, `${yunhua.name}：本院受理原告${yunshan.name}诉被告${yunhua.name}买卖合同纠纷一案，案号为（2026）赣0702民初4502号，现依法向你公告送达起诉状副本、开庭传票。自公告之日起经过30日即视为送达，并定于2027年2月3日9时在本院第五审判庭公开开庭审理。`, '2026-10-20'),
  notice(4, 'nk', dongli.name, `${dongli.name}：本院受理原告${more[2].name}诉被告${dongli.name}建设工程施工合同纠纷一案，案号为（2026）赣0703民初2210号，现依法向你公告送达起诉状副本、应诉通知书及开庭传票。自公告之日起经过30日即视为送达。定于2027年1月13日9时在本院第二审判庭公开开庭审理，逾期依法缺席判决。`, '2026-10-08'),
  ...moreSuits.slice(0, noticed).map((suit, i) => notice(10 + i, i % 2 ? 'zg' : 'nk', more[i].name, `${more[i].name}：本院受理原告${bank.name}诉你金融借款合同纠纷一案，已审理终结。现依法向你公告送达${suit.number}民事判决书。自公告之日起，30日内来本院领取民事判决书，逾期则视为送达。如不服本判决，可在公告期满后15日内，向本院递交上诉状及副本，上诉于江西省赣州市中级人民法院。逾期本判决即发生法律效力。`, daysAfter(suit.date, 10))),
];
out('notices.jsonl', `${notices.map((n) => JSON.stringify(n)).join('\n')}\n{"uuid": "9000099", "noticeContent": "`);
// What must be quarantined.
out('bad_empty.txt', '');
out('bad_binary.txt', Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 197 + 31) % 256)));
out('bad_not_a_judgment.txt', '关于端午节放假安排的通知\n各部门：端午节放假三天。\n');
out('bad_cut.html', '<html><body><div>江西省赣州市章');

// ---- the loan file -----------------------------------------------------------------------------------------------------

const csv = (name, header, lines) => writeFileSync(join(here, 'crm', `${name}.csv`), `\ufeff${[header, ...lines].map((line) => line.map((cell) => (/[",\n]/.test(cell ?? '') ? `"${cell.replaceAll('"', '""')}"` : (cell ?? ''))).join(',')).join('\n')}\n`);
const officers = [['城区支行', '资产保全一组', '林向阳'], ['城区支行', '资产保全一组', '许知远'], ['南康支行', '资产保全二组', '孟听雨']];
const debtors = [
  [jingwei, suitJingwei, '8000000', 'ZSNS-2023-0117', '2023-05-16', '2024-05-15', 'enforcing'],
  [tiemang, suitTiemang, '12000000', 'ZSNS-2023-0124', '2023-06-08', '2024-06-07', 'enforcing'],
  [hesui, suitHesui, '6500000', 'ZSNS-2023-0140', '2023-07-20', '2024-07-19', 'title'],
  [yumu, suitYumu, '4200000', 'ZSNS-2023-0152', '2023-08-11', '2024-08-10', 'title'],
  [wotao, suitWotao, '5600000', 'ZSNS-2022-0201', '2022-09-14', '2023-09-13', 'bankrupt'],
  [yunshan, suitYunshan, '3000000', 'ZSNS-2023-0177', '2023-10-09', '2024-10-08', 'title'],
  ...more.map((debtor, i) => [debtor, moreSuits[i], String(1500000 + i * 350000), `ZSNS-2023-03${10 + i}`, `2023-0${(i % 9) + 1}-12`, `2024-0${(i % 9) + 1}-11`, ['title', 'enforcing', 'terminated'][i % 3]]),
  ...people.map((who, i) => [who, i % 3 === 2 ? null : documents.find((d) => d.number === number(2025, 'zg', '民初', 3010 + i)), String(60000 + i * 17000), `ZSXD-2022-${401 + i}`, `2022-0${(i % 9) + 1}-08`, `2024-0${(i % 9) + 1}-07`, i % 3 === 2 ? 'noSuit' : i === 3 ? 'enforcing' : 'title']),
  [wangA, null, '150000', 'ZSXD-2022-420', '2022-06-13', '2024-06-12', 'noSuit'],
  [lu, null, '900000', 'ZSXD-2022-421', '2022-08-30', '2024-08-29', 'noSuit'],
];
const customerNumber = (i) => `K${String(10001 + i)}`;
const loanNumber = (i) => `JJ2023${String(20001 + i)}`;
const stages = { noSuit: '未诉', title: '已判', enforcing: '执行中', terminated: '终本', bankrupt: '破产' };
csv('客户', ['客户编号', '名称', '类型', '证件号码', '统一社会信用代码', '性别', '出生日期', '法定代表人', '地址', '联系电话', '分行', '团队', '客户经理'],
  debtors.map(([who], i) => [customerNumber(i), who.name, who.person ? '个人' : '企业', who.person ? (i % 2 ? who.id : maskId(who.id)) : '', who.code ?? '', who.gender ?? '', who.birth ?? '', who.legal ?? '', who.address, who.person ? `1380797${String(2100 + i * 13)}` : '', ...officers[i % 3]]).concat([['K19999', '伍不成', '个人', '360702199913451234', '', '男', '', '', '江西省赣州市章贡区', '', ...officers[0]]]));
const repaid = { 2: 350000, 7: 120000, 18: 8000 };
csv('贷款', ['借据号', '合同号', '客户编号', '本金', '余额', '币种', '发放日', '到期日', '违约日', '宣布提前到期日'],
  debtors.map(([, , principal, contract, from, due], i) => [loanNumber(i), contract, customerNumber(i), principal, String(Number(principal) - (repaid[i] ?? 0)), 'CNY', from, due, due, '']));
const guarantees = [];
debtors.forEach(([who], i) => {
  const link = { [jingwei.name]: [tiemang, wen], [tiemang.name]: [hesui, lu, shao], [hesui.name]: [jingwei, qi], [yumu.name]: [yu], [yunshan.name]: [yunhua] }[who.name] ?? (more.includes(who) && more.indexOf(who) % 3 === 0 ? [more[(more.indexOf(who) + 5) % more.length]] : []);
  for (const g of link) guarantees.push([`BZ-${loanNumber(i)}-${link.indexOf(g) + 1}`, loanNumber(i), customerNumber(i), g.name, g.person ? '个人' : '企业', g.person ? g.id : '', g.code ?? '', '连带', debtors[i][4], debtors[i][5], `${Number(debtors[i][5].slice(0, 4)) + 3}${debtors[i][5].slice(4)}`, '', g.address]);
});
csv('担保', ['担保合同号', '借据号', '客户编号', '保证人名称', '类型', '证件号码', '统一社会信用代码', '方式', '签订日', '保证期间起', '保证期间止', '最高额', '地址'], guarantees);
csv('抵质押', ['担保合同号', '借据号', '客户编号', '抵押人', '种类', '描述', '权证号', '坐落', '评估价', '登记日', '顺位'], [['DY-0001', loanNumber(1), customerNumber(1), tiemang.name, '土地使用权', '工业用地土地使用权及地上厂房', '赣（2019）赣州市不动产权第0031872号', '赣州市章贡区水西产业园冶金路3号', '9600000', '2023-06-09', '1']]);
/** Our suits, and the enforcement that followed where we are that far. Served a week after it was given or by notice, effective when 15 days have passed. */
const enforcementNumbers = { 0: '（2025）赣0702执2188号', 1: '（2025）赣0702执2260号', 21: '（2025）赣0702执3391号' };
csv('我方案件', ['客户编号', '案号', '法院', '阶段', '标题', '立案日', '送达日', '生效日'],
  debtors.flatMap(([, suit, , , , , stage], i) => {
    if (!suit) return [];
    const byNotice = moreSuits.indexOf(suit) >= 0 && moreSuits.indexOf(suit) < noticed;
    const served = daysAfter(suit.date, byNotice ? 40 : 7);
    const effective = daysAfter(served, 16);
    const enforced = stage === 'enforcing' || stage === 'terminated';
    const first = [customerNumber(i), suit.number, suit.court, enforced ? stages.title : stages[stage], suit.title, `${suit.number.slice(1, 5)}-03-06`, served, effective];
    if (!enforced) return [first];
    const basis = Object.entries(courts).find(([, [name]]) => name === suit.court)[0];
    const filed = daysAfter(effective, 60);
    return [first, [customerNumber(i), enforcementNumbers[i] ?? number(Number(filed.slice(0, 4)), basis, '执', 6100 + i), suit.court, stages[stage], '', i in enforcementNumbers ? daysAfter(suit.date, 60) : filed, '', '']];
  }));
csv('我方保全', ['客户编号', '案号', '财产描述', '权证号', '种类', '法院', '方式', '顺位', '起', '止'], [
  [customerNumber(0), '（2025）赣0702执2188号', '香江大道128号厂房', '赣（2018）赣州市不动产权第0027311号', '不动产', courts.zg[0], '查封', '2', '2025-11-05', ''],
  [customerNumber(1), '（2025）赣0702执2260号', '冶金路5号厂房', '赣（2020）赣州市不动产权第0045516号', '不动产', courts.zg[0], '查封', '1', '2025-12-03', '2028-12-02'],
  [customerNumber(21), '（2025）赣0702执3391号', '健康路24号4栋501室房屋', '赣（2021）赣州市不动产权第0061208号', '不动产', courts.zg[0], '查封', '1', '2026-01-15', '2029-01-14'],
  [customerNumber(1), '（2025）赣0702执2260号', '冶金路3号土地使用权及厂房', '赣（2019）赣州市不动产权第0031872号', '土地使用权', courts.zg[0], '查封', '1', '2025-12-03', '2028-12-02'],
]);
csv('还款', ['客户编号', '借据号', '金额', '日期', '来源'], [[customerNumber(2), loanNumber(2), '350000', '2025-10-11', '扣划'], [customerNumber(18), loanNumber(18), '8000', '2025-12-01', '自愿还款'], [customerNumber(7), loanNumber(7), '120000', '2026-03-15', '执行回款']]);
csv('联系方式', ['客户编号', '姓名', '关系', '电话', '地址'], [[customerNumber(5), '蓝小满', '法定代表人', '13807970777', yunshan.address], [customerNumber(1), lu.name, '法定代表人', '13907971968', lu.address]]);
csv('催收记录', ['客户编号', '日期', '方式', '对象', '证明', '结果'], [[customerNumber(0), '2025-02-11', '书面催收', wen.name, 'EMS 回执', '签收'], [customerNumber(27), '2025-06-30', '电话', wangA.name, '录音编号 R-2025-0630', '承诺还款'], [customerNumber(20), '2025-08-19', '上门', people[2].name, '', '家中无人']]);

console.log(`${documents.length} documents, ${notices.length} notices, ${debtors.length} debtors`);
