/**
 * Which of the four kinds of nothing an empty section is. Only a source of which absence says something (the bank's own
 * file) can make it 'checkedEmpty', and only when its latest run saw everything, the file has such a table at all, and no
 * record of that table is quarantined. Everything else that is empty was not checked, and says so.
 */
import type { RunManifest } from '../../src/archive/archive.js';
import { tableOf } from '../../src/graph/source.js';
import type { Connector } from '../../src/ingest/connector.js';
import type { Bilingual } from '../../src/model/clue.js';
import type { Context } from '../context.js';
import { caption, type KnowledgeWord, type SectionWord } from '../vocabulary/captions.js';
import type { KnowledgeState, SourceCheck } from './coverage.type.js';

/** Whose section it is: anybody's, or a customer's, about which our own file is the authority. */
export type Scope = 'party' | 'customer';

/** Anything that knows when and from where it was fetched. */
export interface Fetched {
  readonly source?: string | null | undefined;
  readonly fetchedAt?: string | null | undefined;
}

/** What a section shows, summed up. */
export interface Shown {
  readonly items: number;
  readonly sources: readonly string[];
  readonly latest: string | null;
}

export function shownBy(entries: readonly { readonly rows: readonly Fetched[] }[]): Shown {
  const sources = new Set<string>();
  let latest: string | null = null;
  for (const { rows } of entries)
    for (const { source, fetchedAt } of rows) {
      if (source) sources.add(source);
      if (fetchedAt && (latest === null || fetchedAt > latest)) latest = fetchedAt;
    }
  return { items: entries.length, sources: [...sources].sort(), latest };
}

const w = (zh: string, en: string): Bilingual => ({ zh, en });

/** Who else could answer, for as long as no such source is connected. */
const elsewhere: Partial<Record<SectionWord, Bilingual>> = {
  identifiers: w('工商登记、公安人口信息未接入', 'the company registry and the population register are not connected'),
  cases: w('未公开的文书和法院立案信息未接入', 'unpublished documents and court filings are not connected'),
  orders: w('未公开的文书未接入', 'unpublished documents are not connected'),
  loans: w('征信报告未接入', 'credit reports are not connected'),
  guarantees: w('征信报告和动产融资登记未接入', 'credit reports and the register of movables are not connected'),
  assets: w('不动产、车辆、股权登记未接入', 'registers of real estate, vehicles and shares are not connected'),
  officers: w('工商登记未接入', 'the company registry is not connected'),
  contacts: w('运营商和其他联系方式来源未接入', 'other sources of contact points are not connected'),
};

export async function knowledgeOf(
  section: SectionWord,
  shown: Shown,
  scope: Scope,
  context: Context,
): Promise<KnowledgeState> {
  const checked = await checks(scope, context);
  const state: KnowledgeWord = shown.items > 0 ? 'known' : await emptiness(section, scope, checked, context);
  const notChecked = scope === 'customer' ? null : (elsewhere[section] ?? null);
  return {
    section,
    state,
    items: shown.items,
    statedBy: shown.sources,
    latest: shown.latest,
    checked,
    notChecked,
    sentence: sentence(section, state, shown.items, notChecked),
  };
}

async function emptiness(
  section: SectionWord,
  scope: Scope,
  checked: readonly SourceCheck[],
  { hub, loaders }: Context,
): Promise<KnowledgeWord> {
  if (section === 'clues') return (await loaders.waiting()) > 0 ? 'notChecked' : 'checkedEmpty';
  if (scope === 'party') return 'notChecked';
  const tables = await loaders.tablesOfFile();
  const table = tables.get(section);
  const broken = await Promise.all(
    checked.filter((source) => source.quarantined > 0).map((source) => loaders.quarantinedKeys.load(source.source)),
  );
  // What cannot be told apart (a whole file that cannot be opened) may have been of any table.
  const known = new Set([...tables.values(), ...hub.connectors.flatMap((connector) => connector.tables ?? [])]);
  if (broken.flat().some((key) => table === undefined || tableOf(key) === table || !known.has(tableOf(key))))
    return 'failed';
  const read = checked.filter((source) => source.readAt !== null);
  return table !== undefined && read.length && read.every((source) => source.complete) ? 'checkedEmpty' : 'notChecked';
}

async function checks(scope: Scope, { hub, loaders }: Context): Promise<SourceCheck[]> {
  const asked = hub.connectors.filter((connector) => scope === 'party' || connector.absence === 'withdrawn');
  const [runs, quarantined] = await Promise.all([loaders.runs(), loaders.quarantined()]);
  return asked.map((connector) => check(connector, runs, quarantined));
}

function check(
  connector: Connector,
  runs: readonly RunManifest[],
  quarantined: readonly { source: string; records: number }[],
): SourceCheck {
  const last = runs
    .filter((run) => run.source === connector.name && run.closedAt !== undefined && !run.takenBack)
    .at(-1);
  return {
    source: connector.name,
    describes: connector.describes,
    readAt: last?.closedAt ?? null,
    complete: last?.complete ?? false,
    absenceCounts: connector.absence === 'withdrawn',
    quarantined: quarantined.filter((row) => row.source === connector.name).reduce((sum, row) => sum + row.records, 0),
  };
}

function sentence(section: SectionWord, state: KnowledgeWord, items: number, notChecked: Bilingual | null): Bilingual {
  const name = caption('Section', section);
  const rest = notChecked ? { zh: `；${notChecked.zh}`, en: `; ${notChecked.en}` } : { zh: '', en: '' };
  const said: Readonly<Record<KnowledgeWord, Bilingual>> = {
    known: w(`${name.zh}：已知 ${items} 项`, `${name.en}: ${items} known`),
    checkedEmpty: w(`${name.zh}：已查，没有`, `${name.en}: checked, none`),
    notChecked: w(`${name.zh}：未查到，但不能说明没有`, `${name.en}: none seen, which does not mean there is none`),
    failed: w(
      `${name.zh}：来源有记录未能读出，不能说明没有`,
      `${name.en}: records of the source could not be read, so absence says nothing`,
    ),
  };
  return { zh: `${said[state].zh}${rest.zh}。`, en: `${said[state].en}${rest.en}.` };
}
