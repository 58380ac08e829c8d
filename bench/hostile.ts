/**
 * `node dist/bench/hostile.js [FOLDER]`: documents that mean harm, read by everybody's reader. Real ones cut, shuffled,
 * spliced, damaged and repeated, then texts of one word or one kind of sentence without end, each at twice the length of
 * the one before. Prints the slowest of the first and, of the second, milliseconds of processor at every length. Ends
 * with 1 when a damaged document makes the reader fail or takes longer than `most`.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { splitFile } from '../connectors/judgments/shapes.js';
import { readRecord } from '../src/ingest/read.js';
import { connectors } from '../src/main/connectors.js';
import { root } from '../src/main/root.js';
import { filesIn } from './multiply.js';

/** Milliseconds of processor for a document of an ordinary length. */
const most = 200;
const lengths = [10_000, 20_000, 40_000, 80_000];

const HEAD =
  '松江市东林区人民法院\n民事判决书\n（2019）陕0102民初11号\n原告：甲有限公司，住所地松江市。\n被告：张三，男，汉族，住松江市';
const MIDDLE = '。\n原告甲有限公司与被告张三借款合同纠纷一案，现已审理终结。\n原告诉称，借款未还。经审理查明，';
const TAIL = '本院认为，应予支持。判决如下：\n一、被告张三偿还原告甲有限公司借款100000元';
const END = '。\n审判员 王五\n二〇一九年一月一日';

/** Where the words without end may stand. */
const places: readonly ((words: string) => string)[] = [
  (words) => words + HEAD + MIDDLE + TAIL + END,
  (words) => HEAD + words + MIDDLE + TAIL + END,
  (words) => HEAD + MIDDLE + words + TAIL + END,
  (words) => HEAD + MIDDLE + TAIL + words + END,
];
const words: readonly ((i: number) => string)[] = [
  ...'（|《|\n| |。|、|，|元|1|万|月|号|原告|被告|与|公司|某|一、|位于|名下|股|车|产权证|抵押|保证|连带责任|查封|更名为|纠纷一案|代理人|住|×|O|<p>|&|"'
    .split('|')
    .map((word) => () => word),
  (i) => `被告：李${i}，男，汉族，住松江市${i}号。\n`,
  (i) => `被告：第${i}贸易有限公司（以下简称${i}公司），住所地松江市。\n`,
  (i) => `，利息${1000 + i}元`,
  (i) => `2018年3月${1 + (i % 28)}日，原告甲有限公司与被告张三签订编号为A${i}的《借款合同》，借款${100 + i}万元。`,
  (i) => `被告张三名下位于松江市东林路${i}号房产（房权证字第${10_000 + i}号）已查封。`,
  (i) => `、被告张三名下陕A${10_000 + i}号小型轿车`,
  (i) => `案外人第${i}贸易有限公司（以下简称${i}公司）与张三、（2018）陕0102民初${i}号`,
];

const folder = process.argv[2] ?? join(root, 'samples/judgments');
const documents = await Promise.all((await filesIn(folder)).slice(0, 400).map((file) => readFile(file)));
let seed = 7;
const below = (limit: number): number => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) % Math.max(1, limit);

const failed: string[] = [];
const slowest: { readonly ms: number; readonly bytes: number; readonly what: string }[] = [];
for (const document of documents) for (const [what, bytes] of damaged(document)) note(what, bytes);
note('10 MB of one document', Buffer.concat(Array.from({ length: 3000 }, () => documents[0] ?? Buffer.alloc(0))));
note('10 MB of noise', Buffer.from(Array.from({ length: 10 << 20 }, () => below(256))));
for (const { ms, bytes, what } of slowest.sort((a, b) => b.ms - a.ms).slice(0, 5))
  say(`${ms.toFixed(0)} ms, ${bytes} bytes: ${what}`);

for (const [i, word] of words.entries()) {
  const times = lengths.map((length) => Math.max(...places.map((place) => read(place(upTo(length, word))).ms)));
  say(
    `${JSON.stringify(word(i)).slice(0, 24)} at ${lengths.join(', ')} signs: ${times.map((ms) => ms.toFixed(0)).join(', ')} ms`,
  );
}
process.exitCode = failed.length ? 1 : 0;

function* damaged(document: Buffer): Generator<readonly [string, Uint8Array]> {
  const text = document.toString();
  const at = below(text.length);
  const other = documents[below(documents.length)]?.toString() ?? '';
  yield ['as it is', document];
  yield ['cut', document.subarray(0, below(document.length))];
  const sentences = text.split(/(?<=[。，；\n])/);
  yield ['shuffled', Buffer.from(sentences.map((one) => [below(1e9), one] as const).sort(([a], [b]) => a - b).map(([, one]) => one).join(''))]; // prettier-ignore
  yield ['spliced', Buffer.from(text.slice(0, at) + other.slice(below(other.length)))];
  yield ['without stops', Buffer.from(text.replace(/[。，；、：\n]/g, ''))];
  yield ['damaged', Buffer.from(document.map((byte) => (below(50) ? byte : below(256))))];
  const bit = text.slice(at, at + 1 + below(12));
  yield ['one bit again and again', Buffer.from(text.slice(0, at) + bit.repeat(10_000 / Math.max(1, bit.length)) + text.slice(at))]; // prettier-ignore
}

function read(text: string | Uint8Array): { readonly ms: number; readonly fault: boolean } {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const began = process.cpuUsage();
  // What is fetched is split first.
  const records = [...splitFile('document.txt', bytes)].slice(0, 1);
  const outcomes = records.map((record) => readRecord(connectors, { source: 'judgments', fetchedAt: '', ...record }));
  const { user, system } = process.cpuUsage(began);
  return { ms: (user + system) / 1000, fault: outcomes.some((one) => !one.ok && one.code === 'READER_FAULT') };
}

function note(what: string, bytes: Uint8Array): void {
  const { ms, fault } = read(bytes);
  slowest.push({ ms, bytes: bytes.length, what });
  if (!fault && (ms <= most || bytes.length > 1 << 20)) return;
  failed.push(what);
  say(`${fault ? 'the reader failed' : `${ms.toFixed(0)} ms`}: ${what}, ${bytes.length} bytes`);
}

function upTo(length: number, word: (i: number) => string): string {
  let text = '';
  for (let i = 0; text.length < length; i++) text += word(i);
  return text;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
