/** Where the passes over the database stand, as it is kept in an archived run: keys and times of rows, by sheet. */
import { z } from 'zod';

const shape = z.object({
  /** Hash of what was read from where; under another mapping a pass begins anew. */
  mapped: z.string(),
  sheets: z.array(z.string()),
  /** Whether this pass reads all rows, and when the latest that did began (ISO). */
  full: z.boolean(),
  fullSince: z.string(),
  /** By sheet: every change up to then was given by passes that are over; empty where the table was. */
  marks: z.record(z.string(), z.string()),
  /** By sheet: what its mark will be when this pass is over. */
  next: z.record(z.string(), z.string()),
  /** Left out between two passes: the sheet that is being read, and the place of the row given last. */
  at: z.object({ sheet: z.string(), after: z.array(z.string()).exactOptional() }).optional(),
});

export type Cursor = Readonly<z.infer<typeof shape>>;

export const encodeCursor = (cursor: Cursor): string => JSON.stringify(cursor);

/** Null for none, and for one of another form: then all is read again. */
export function decodeCursor(text: string | undefined): Cursor | null {
  try {
    return shape.safeParse(JSON.parse(text ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}
