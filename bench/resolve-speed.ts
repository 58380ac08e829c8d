/**
 * How fast mentions become parties, and whether it stays so: a town of debtors, their companies and the banks that sue
 * them, in the order of arrival, in small portions. Prints one line per step: mentions a second, memory, parties.
 *
 *   npx tsx --expose-gc bench/resolve-speed.ts [mentions = 100000] [portion = 300]
 */
import type { Mention } from '../src/model/mention.js';
import { createResolver } from '../src/resolve/resolver.js';
import { seeded } from './seeded.js';

const [total = 100_000, portion = 300] = process.argv.slice(2).map(Number);

const random = seeded(7);
const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
/** The first ones far more often than the last, as surnames and guarantors are. */
const one = <T>(list: readonly T[]): T => list[Math.floor(random() ** 2 * list.length)] as T;
const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎',
];
const given = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰天夫冬飞孝义云辉建国志海波宁凯琳峰雪松岩柏川文红梅荣生福贵春晓东南北',
  ...'成长安康健宏鹏程翔宇航远达旭阳晨曦昊博涵睿思源泽润泉清浩瀚溪江河林森树木茂盛景德仁礼信忠诚正直良善美佳慧颖洁莹',
];
const districts = [
  ...['道里', '南岗', '道外', '平房', '松北', '香坊', '呼兰', '阿城', '双城'].map((name) => `哈尔滨市${name}区`),
  ...['新城', '碑林', '莲湖', '灞桥', '未央', '雁塔', '阎良', '临潼', '长安'].map((name) => `西安市${name}区`),
  ...['东城', '西城', '朝阳', '丰台', '石景山', '海淀', '通州', '顺义'].map((name) => `北京市${name}区`),
];
const streets = ['果戈里大街', '中山路', '人民路', '解放大道', '和兴路', '红旗大街', '锦业路', '科技路'];
const banks = ['工商银行', '民生银行', '建设银行', '农业银行'].flatMap((bank) =>
  ['哈尔滨南岗支行', '哈尔滨开发区支行', '西安分行', '西安高新支行', '北京海淀支行', '北京朝阳支行'].map(
    (branch) => `中国${bank}股份有限公司${branch}`,
  ),
);

interface Person { readonly name: string; readonly birthDate: string; readonly address: string } // prettier-ignore
const people: Person[] = Array.from({ length: total / 12 }, () => ({
  name: one(surnames) + any(given) + (random() < 0.85 ? any(given) : ''),
  birthDate: `19${50 + Math.floor(random() * 45)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`,
  address: `${any(districts)}${any(streets)}${1 + Math.floor(random() * 400)}号`,
}));
const companies = Array.from({ length: total / 25 }, (_, i) => ({
  name: `${any(['哈尔滨', '西安', '北京', ''])}${any(given)}${any(given)}${any(given)}商贸有限公司`,
  address: `${any(districts)}${any(streets)}${1 + (i % 400)}号`,
  head: any(people),
}));

let serial = 0;
function documentOf(): Mention[] {
  const document = `doc${serial}`;
  const bank = any(banks);
  const company = any(companies);
  const guarantors = [company.head, any(people), any(people)];
  const cases = [`(2016)黑01民初${serial >> 1}号`];
  const names = [bank, company.name, ...guarantors.map((person) => person.name)];
  const around = (name: string): Partial<Mention> => ({
    document,
    cases,
    companions: names.filter((other) => other !== name).sort(),
  });
  serial++;
  const make = (i: number, name: string, rest: Partial<Mention>): Mention => ({
    id: `m${((serial * 2654435761) >>> 0).toString(36)}_${serial}_${i}`,
    document,
    name,
    nameKey: name,
    kind: 'person',
    roles: ['defendant'],
    fromLoanFile: false,
    ...around(name),
    ...rest,
  });
  return [
    make(0, bank, { kind: 'organization', address: '哈尔滨市南岗区果戈里大街51号' }),
    make(1, company.name, { kind: 'organization', address: company.address, officers: [company.head.name] }),
    ...guarantors.map((person, i) =>
      make(2 + i, person.name, {
        ...(random() < 0.6 ? { birthDate: person.birthDate, address: person.address } : {}),
        ...(i === 0 ? { officerOf: [company.name] } : {}),
      }),
    ),
  ];
}

const resolver = createResolver([], []);
let [known, spent, worked, slowest, parties] = [0, 0, 0, 0, 0];
for (let step = total / 10; known < total;) {
  const added: Mention[] = [];
  while (added.length < portion) added.push(...documentOf());
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const plan = resolver.plan({ added, removed: [], decisions: [] });
  resolver.commit(plan);
  const took = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  spent += took;
  worked += (user + system) / 1000;
  slowest = Math.max(slowest, took);
  known += added.length;
  parties += plan.parties.length;
  if (known >= step) {
    globalThis.gc?.();
    const memory = Math.round(process.memoryUsage().heapUsed / 2 ** 20);
    console.log(
      `${known} mentions: ${Math.round((total / 10 / spent) * 1000)}/s (${Math.round((total / 10 / worked) * 1000)}/s of processor time), slowest portion ${slowest.toFixed(0)} ms, heap ${memory} MB, ${parties} parties written`,
    );
    step += total / 10;
    [spent, worked, slowest, parties] = [0, 0, 0, 0];
  }
}
