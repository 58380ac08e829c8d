/**
 * Documents to served graph: archive, extraction, resolution, stitching and clues, on the embedded engine, in a process
 * of its own so that its memory can be told. Input: folder of documents, folder of a loan file, data folder to fill.
 * Output: one line of JSON.
 */
import { readConfig } from '../src/config.js';
import { digest } from '../src/graph/digest.js';
import { quarantinedBySource } from '../src/graph/source.js';
import { openHub, type OwnedHub } from '../src/main/hub.js';

const [documents = '', portfolio = '', data = ''] = process.argv.slice(2);
const config = { ...readConfig(), dataFolder: data };
const hub = await openHub(config);
await imported(hub, 'crm', portfolio);
const began = performance.now();
const cpu = process.cpuUsage();
const progress = await imported(hub, 'judgments', documents);
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(cpu);
const peak = process.resourceUsage().maxRSS / 1024;
const sum = await digest(hub.engine.read.bind(hub.engine));
const quarantined = await quarantinedBySource(hub.engine.read.bind(hub.engine));
await hub.close();
process.stdout.write(
  `${JSON.stringify({
    records: progress.changed + progress.seen,
    seconds,
    perSecond: progress.changed / seconds,
    cpuSeconds: (user + system) / 1e6,
    peakMB: Math.round(peak),
    nodes: total(sum.nodes),
    links: total(sum.links),
    nodesByType: sum.nodes,
    clues: sum.nodes['Clue'] ?? 0,
    quarantined: Object.fromEntries(quarantined.map(({ code, records }) => [code, records])),
    digest: sum.hash,
  })}\n`,
);
process.exit(0);

async function imported(into: OwnedHub, source: string, path: string) {
  const run = await into.import({ source, path, purpose: 'bench', by: 'bench' });
  await into.idle();
  const end = await into.progress(run);
  if (end?.state !== 'done')
    throw new Error(`The import of ${source} ended as ${end?.state ?? 'nothing'}: ${end?.error ?? ''}`);
  return end;
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
