/** Times of a schedule: one dialect of cron patterns and one time zone for every queue. */
import { Cron } from 'croner';
import { UserError } from '../errors.js';

export const zone = 'Asia/Shanghai';

/** Milliseconds that a timer can count. */
const longest = 2 ** 31 - 1;

/** Five fields, or six with seconds first. Throws UserError for what is no schedule. */
export function checkWhen(when: string | number): void {
  if (typeof when === 'number' ? when >= 1 && when <= longest : nextTime(when, new Date()) !== null) return;
  throw new UserError(
    `定时计划“${when}”无效。请给出五段 cron 表达式（如 “30 6 * * *” 即每天 6:30，北京时间）或不超过 24 天的毫秒数。 / '${when}' is no schedule. Give a cron pattern of five fields ('30 6 * * *' is 6:30 every day in Shanghai) or milliseconds, at most 24 days.`,
    { code: 'BAD_SCHEDULE' },
  );
}

/** The first time after a moment; null for a pattern that cannot be read or never comes. */
export function nextTime(pattern: string, after: Date): Date | null {
  try {
    return new Cron(pattern, { timezone: zone, paused: true }).nextRun(after);
  } catch {
    return null;
  }
}
