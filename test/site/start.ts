/**
 * The imitated site for people: serves the sample documents on 127.0.0.1 and says what to set to pull them.
 *
 *   npm run site -- [--shape oldSite|rest|mirror] [--port 4010] [--faults losesPage,cutsAnswer] [--seed 1]
 */
import { parseArgs } from 'node:util';
import { sampleDocuments } from './documents.js';
import { seeded } from './faults.js';
import { shapes, type ShapeName } from './shapes.js';
import { startSite } from './site.js';

const { values } = parseArgs({
  options: {
    shape: { type: 'string', default: 'rest' },
    port: { type: 'string', default: '4010' },
    faults: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
  },
});
if (!(values.shape in shapes)) throw new Error(`--shape is one of ${Object.keys(shapes).join(', ')}`);
const shape = values.shape as ShapeName;
const documents = await sampleDocuments();
const site = await startSite({
  shape,
  documents,
  faults: seeded(values.faults.split(',').filter(Boolean), Number(values.seed)),
  session: true,
  marks: true,
  // Small, so that a few documents have several pages.
  pageSize: 2,
  port: Number(values.port),
});
const settings = {
  URL: site.url,
  SHAPE: shape,
  LEGAL_BASIS: '示例 / sample',
  CONTACT: 'you@example.org',
  SINCE: documents[0]?.date ?? '2023-01-01',
  DAYS: '31',
  PAGE_SIZE: '2',
};
console.log(`${documents.length} documents at ${site.url} Stop it with Ctrl-C. In another terminal:\n`);
for (const [name, value] of Object.entries(settings)) console.log(`export CLUEGRAPH_JUDGMENTS_${name}='${value}'`);
console.log('npx cluegraph pull judgments --check\nnpx cluegraph pull judgments');
