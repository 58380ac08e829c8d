/**
 * What people said: entries of the source 'ledger'. Each is archived as a record before it is applied, so a rebuild
 * hears them again in their order.
 *
 *   decision   two mentions are, or are not, the same party
 *   followUp   what became of a clue
 *   takeBack   an import was a mistake
 *   erase      the law orders a record's bytes to be destroyed (个人信息保护法 47)
 *   replay     quarantined records were read again; a note of who asked, nothing to apply
 */
import { z } from 'zod';
import { BadRecordError } from '../errors.js';
import type { FollowUpState } from './clue.js';

const text = z.string().min(1).max(2000);
const said = { by: text, on: z.iso.datetime({ offset: true }) };
const states = ['open', 'followedUp', 'done', 'ignored', 'givenUp'] as const satisfies readonly FollowUpState[];

const entry = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('decision'),
    left: text,
    right: text,
    verdict: z.enum(['same', 'different']),
    reason: z.string().max(2000),
    ...said,
  }),
  z.strictObject({
    kind: z.literal('followUp'),
    clue: text,
    state: z.enum(states),
    reason: text.optional(),
    recoveredFen: z.int().min(0).optional(),
    ...said,
  }),
  z.strictObject({ kind: z.literal('takeBack'), run: text, reason: z.string().max(2000), ...said }),
  z.strictObject({ kind: z.literal('erase'), source: text, key: text, reason: z.string().max(2000), ...said }),
  z.strictObject({ kind: z.literal('replay'), code: text.optional(), id: text.optional(), ...said }),
]);

export type LedgerEntry = z.infer<typeof entry>;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** @throws BadRecordError when the bytes are no entry; its message names the fields, never their values. */
export function parseLedgerEntry(bytes: Uint8Array): LedgerEntry {
  let json: unknown;
  try {
    json = JSON.parse(decoder.decode(bytes));
  } catch (cause) {
    throw new BadRecordError(
      '台账记录不是 JSON。请从备份恢复档案库，或清除该记录。 / The ledger entry is no JSON. Restore the archive from a backup, or erase this record.',
      {
        code: 'LEDGER_JSON',
        cause,
      },
    );
  }
  const parsed = entry.safeParse(json);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'kind').join(', ');
  throw new BadRecordError(
    `台账记录的这些字段不成立：${fields}。请改正后重新提交。 / The ledger entry does not hold in: ${fields}. Say it again with these fields mended.`,
    {
      code: 'LEDGER_ENTRY',
    },
  );
}
