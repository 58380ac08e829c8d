/**
 * One pass over the tables, page after page in the order of a key, never by counting rows. A full pass reads all rows,
 * so that what is gone is withdrawn; the passes in between read what changed since, by the column that says when.
 */
import type { PullContext, PullEnd, Pulled, PullRemark } from '../../../src/ingest/pull.js';
import { ConfigError } from '../../../src/errors.js';
import { sha256 } from '../../../src/model/ids.js';
import { decodeCursor, encodeCursor, type Cursor } from './cursor.js';
import { openDatabase } from './database.js';
import { plan, readMapping, type TablePlan } from './mapping.js';
import { latestChange, pageOf, type Window } from './page.js';
import { toRecord } from './row.js';
import type { CrmSettings } from './settings.js';

export interface Pass {
  readonly remarks: readonly PullRemark[];
  readonly records: (context: PullContext) => AsyncGenerator<Pulled, PullEnd>;
  readonly close: () => Promise<void>;
}

/** Opens the database and compares its catalogue with the mapping. Throws ConfigError, SourceError. */
export async function openPass(settings: CrmSettings, signal = new AbortController().signal): Promise<Pass> {
  const { mappingFile, fullHours, overlapMinutes } = settings;
  const database = openDatabase(settings, signal);
  try {
    const tables = await plan(database, mappingFile === undefined ? null : await readMapping(mappingFile));
    const mapped = sha256(JSON.stringify(tables)).slice(0, 16);
    return {
      remarks: tables.flatMap(remarksOf),
      close: database.close,

      async *records({ cursor, now, note }) {
        tables.flatMap(remarksOf).forEach(note);
        const held = decodeCursor(cursor);
        if (mappingFile === undefined) refuseLost(held, tables);
        let state = held?.at && held.mapped === mapped ? held : begin(held);

        for (const [i, table] of tables.entries()) {
          const sheet = table.type.zh;
          if (state.at && state.at.sheet !== sheet) continue;
          if (state.next[sheet] === undefined)
            state = { ...state, next: { ...state.next, [sheet]: await latestChange(database, table) } };
          const mark = state.full ? '' : state.marks[sheet];
          const window: Window | null =
            mark && table.updated
              ? { stamp: table.updated, since: mark, overlapMinutes, until: state.next[sheet] ?? '' }
              : null;
          for (let after = state.at?.after; ;) {
            const { rows, more, last } = await pageOf(database, table, window, after);
            for (const row of rows) yield toRecord(table, row);
            if (!more) break;
            after = [...last];
            yield { cursor: encodeCursor({ ...state, at: { sheet, after } }) };
          }
          const following = tables[i + 1];
          state = { ...state, at: following && { sheet: following.type.zh } };
          if (following) yield { cursor: encodeCursor(state) };
        }
        const complete = state.full || tables.every(({ updated }) => !updated);
        return { complete, cursor: encodeCursor({ ...state, marks: state.next, next: {} }) };

        function begin(last: Cursor | null): Cursor {
          const same = last?.mapped === mapped ? last : null;
          const full = !same || now().getTime() - Date.parse(same.fullSince) >= fullHours * 3_600_000;
          return {
            mapped,
            sheets: tables.map(({ type }) => type.zh),
            full,
            fullSince: full ? now().toISOString() : same.fullSince,
            marks: same?.marks ?? {},
            next: {},
          };
        }
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A view that is gone is a mistake until a mapping says that it is not: its rows would all count as withdrawn. */
function refuseLost(held: Cursor | null, tables: readonly TablePlan[]): void {
  const lost = (held?.sheets ?? []).filter((sheet) => !tables.some(({ type }) => type.zh === sheet));
  if (lost.length)
    throw new ConfigError(
      `以前读取的表不见了：${lost.join('、')}。请恢复视图，或在 CLUEGRAPH_CRM_MAPPING 的文件中写明只读哪些表。 / Tables that were read before are gone: ${lost.join(', ')}. Restore the views, or say in the file CLUEGRAPH_CRM_MAPPING which sheets are to be read.`,
      { code: 'MAPPING' },
    );
}

function remarksOf({ type, relation, updated, apart, columns }: TablePlan): readonly PullRemark[] {
  const place = `${type.zh}（${relation}）`;
  const float = columns.find(({ column, from }) => column.kind === 'money' && from.kind === 'float');
  return [
    ...(updated
      ? []
      : [
          {
            code: 'NO_UPDATED_AT',
            zh: `${place} 没有更新时间列，每次都读全部行`,
            en: `${relation} has no updated-at column: every pass reads all rows`,
          },
        ]),
    ...(apart
      ? []
      : [
          {
            code: 'ROWS_MAY_COINCIDE',
            zh: `${place} 的不同行可能有相同编号（${type.key.join('、')}），后读的会取代先读的：请核对`,
            en: `rows of ${relation} may share one number (${type.key.join(', ')}), and the later would replace the earlier: check`,
          },
        ]),
    ...(float
      ? [
          {
            code: 'FLOAT_MONEY',
            zh: `${place} 的 ${float.from.name} 是浮点数，已四舍五入到分`,
            en: `${relation}.${float.from.name} is floating point and is rounded to fen`,
          },
        ]
      : []),
  ];
}
