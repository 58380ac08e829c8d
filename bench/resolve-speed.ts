/**
 * How fast mentions become parties, and whether it stays so: a town of debtors, their companies and the banks that sue
 * them, in the order of arrival, in small portions. Prints one line per step: mentions a second, memory, parties.
 *
 *   npx tsx --expose-gc bench/resolve-speed.ts [mentions = 100000] [portion = 300]
 */
import type { Mention } from '../src/model/mention.js';
import { createResolver } from '../src/resolve/resolver.js';

const [total = 100_000, portion = 300] = process.argv.slice(2).map(Number);

/** mulberry32: the same town every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const random = seeded(7);
const one = <T>(list: readonly T[]): T => list[Math.floor(random() ** 2 * list.length)] as T;
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰天夫冬飞孝义云辉'];
const cities = ['哈尔滨市平房区', '哈尔滨市南岗区', '西安市雁塔区', '北京市海淀区', '上海市浦东新区'];
const banks = [
  '中国工商银行股份有限公司哈尔滨南岗支行',
  '中国民生银行股份有限公司西安分行',
  '中国建设银行股份有限公司哈尔滨开发区支行',
  '龙江银行股份有限公司哈尔滨分行',
];

interface Person { readonly name: string; readonly birthDate: string; readonly address: string } // prettier-ignore
const people: Person[] = Array.from({ length: total / 12 }, () => ({
  name: one(surnames) + one(given) + (random() < 0.7 ? one(given) : ''),
  birthDate: `19${50 + Math.floor(random() * 45)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`,
  address: one(cities),
}));
const companies = Array.from({ length: total / 25 }, (_, i) => ({
  name: `${one(['哈尔滨', '西安', '北京', ''])}${one(given)}${one(given)}${one(given)}${i % 50}商贸有限公司`,
  address: `${one(cities)}${one(given)}${one(given)}路${i % 400}号`,
  head: one(people),
}));

let serial = 0;
function documentOf(): Mention[] {
  const document = `doc${serial}`;
  const bank = one(banks);
  const company = one(companies);
  const guarantors = [company.head, one(people), one(people)];
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
