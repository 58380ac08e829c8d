/**
 * A profile over HTTP: at rest, and while an import runs. In a process of its own. Input: folder of documents that the
 * graph holds already, folder of documents to import meanwhile, work folder. Output: one line of JSON; cpuMs is what a
 * request at rest takes of the processor, here and at the caller, whatever else the machine does.
 *
 * The profile is of an invented debtor with 20 cases, guarantees given and received, an asset and clues.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { startGraphQL } from '../schema/server.js';
import { readConfig } from '../src/config.js';
import { openHub } from '../src/main/hub.js';

const [held = '', coming = '', work = ''] = process.argv.slice(2);
const debtor = '鹭洲禾丰机械有限公司';
const requestsAtRest = 500;

const profile = `query ($name: ID!) {
  party(id: $name) {
    name kind
    identifiers { nodes { kind value } }
    caseCounts { role outcome cases }
    cases(first: 20) { total nodes { caseNumber court cause roles outcomes latest } }
    loans { nodes { role loan { principal { fen text } dueOn } } }
    guaranteesGiven { nodes { kind mode cap { text } debtors { name } } }
    guaranteesReceived { nodes { kind providers { name } } }
    assets { nodes { kind certificateNumber descriptions { description states } } }
    clues(first: 20) { total nodes { rule sentence { zh } expected { text } deadline } }
    coverage { section state items }
  }
}`;

await mkdir(join(work, 'crm'), { recursive: true });
await mkdir(join(work, 'cases'), { recursive: true });
await writeFile(
  join(work, 'crm', '客户.csv'),
  `客户编号,名称,类型,统一社会信用代码,法定代表人,地址\nK70001,${debtor},企业,91360702MA35RE2N36,鲁成业,江西省赣州市章贡区冶金路3号\n`,
);
await writeFile(
  join(work, 'crm', '贷款.csv'),
  '借据号,合同号,客户编号,本金,余额,币种,发放日,到期日,违约日\nJJ70001,HT70001,K70001,8000000,8000000,CNY,2023-05-16,2024-05-15,2024-05-15\n',
);
await writeFile(
  join(work, 'crm', '担保.csv'),
  '担保合同号,借据号,客户编号,保证人名称,类型,方式,签订日,保证期间起,保证期间止\nBZ70001,JJ70001,K70001,鹭洲铁山贸易有限公司,企业,连带,2023-05-16,2024-05-15,2027-05-15\n',
);
await writeFile(
  join(work, 'crm', '抵质押.csv'),
  `担保合同号,借据号,客户编号,抵押人,种类,描述,权证号,坐落\nDY70001,JJ70001,K70001,${debtor},不动产,厂房,赣（2019）赣州市不动产权第0031872号,赣州市章贡区冶金路3号\n`,
);
for (let i = 1; i <= 20; i++)
  await writeFile(
    join(work, 'cases', `case-${i}.txt`),
    `江西省赣州市章贡区人民法院
民 事 判 决 书
（2025）赣0702民初${7000 + i}号
原告：${debtor}，住所地江西省赣州市章贡区冶金路3号，统一社会信用代码91360702MA35RE2N36。
法定代表人：鲁成业，该公司总经理。
被告：鹭洲第${i}商贸有限公司，住所地江西省赣州市章贡区水东路${i}号。
原告${debtor}与被告鹭洲第${i}商贸有限公司买卖合同纠纷一案，本院立案后依法进行了审理。本案现已审理终结。
经审理查明，2024年3月${i}日双方签订买卖合同，被告尚欠货款${i}00000元。
本院认为，被告应当支付货款。依照《中华人民共和国民法典》第五百七十九条之规定，判决如下：
被告鹭洲第${i}商贸有限公司于本判决生效之日起十日内支付原告${debtor}货款${i}00000元。
审判员 方正
二〇二五年五月十二日
书记员 时晴
`,
  );

const hub = await openHub({ ...readConfig(), dataFolder: join(work, 'data') });
for (const [source, path] of [
  ['crm', join(work, 'crm')],
  ['judgments', held],
  ['judgments', join(work, 'cases')],
] as const) {
  await hub.import({ source, path, purpose: 'bench', by: 'bench' });
  await hub.idle();
}
const server = await startGraphQL(hub, { port: 0 });

const caller = new Worker(new URL('./caller.js', import.meta.url), {
  workerData: {
    url: server.url,
    body: JSON.stringify({ query: profile, variables: { name: debtor } }),
    mustHold: '"cases":{"total":20,',
  },
});
const told = async (message: unknown): Promise<readonly number[]> => {
  const answer = once(caller, 'message');
  caller.postMessage(message);
  return ((await answer) as [readonly number[]])[0];
};

await told({ times: 100 });
const cpu = process.cpuUsage();
const rest = await told({ times: requestsAtRest });
const { user, system } = process.cpuUsage(cpu);

const run = await hub.import({ source: 'judgments', path: coming, purpose: 'bench', by: 'bench' });
caller.postMessage('start');
await hub.idle();
const importing = await told('stop');
await caller.terminate();
const derived = (await hub.progress(run))?.derived ?? 0;
process.stdout.write(
  `${JSON.stringify({ rest: latency(rest), importing: latency(importing), cpuMs: (user + system) / 1000 / requestsAtRest, derived })}\n`,
);
await server.stop();
await hub.close();
process.exit(0);

function latency(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number): number => Number((sorted[Math.floor((sorted.length - 1) * part)] ?? NaN).toFixed(2));
  return { p50: at(0.5), p95: at(0.95), max: at(1), requests: sorted.length };
}
