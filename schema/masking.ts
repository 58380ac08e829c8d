/**
 * What leaves the hub in place of identifiers and phone numbers. A masked text has as many code points as the original,
 * so that positions stay true.
 */
export interface Mask {
  /** Resident ids and other numbers of people: the first four and the last two stay. */
  identifier(value: string): string;
  phone(value: string): string;
  /** Running text: resident ids and phone numbers in it are masked, everything else stays. */
  text(value: string): string;
}

const open: Mask = { identifier: same, phone: same, text: same };

const closed: Mask = {
  identifier: (value) => stars(value, 4, 2),
  phone: (value) => stars(value, 3, 2),
  text: (value) =>
    value.replace(residentId, (found) => stars(found, 4, 2)).replace(mobile, (found) => stars(found, 3, 2)),
};

export const maskFor = (showSensitive: boolean): Mask => (showSensitive ? open : closed);

const digit = '[0-9０-９]';
/** 18 or 15 digits with a birth date where GB 11643 has it; full-width digits count. */
const residentId = new RegExp(
  `(?<!${digit})${digit}{6}(?:[12１２]${digit}{3}(?:[0０]${digit}|[1１][0-2０-２])[0-3０-３]${digit}${digit}{3}[0-9０-９XxＸｘ]|${digit}{2}(?:[0０]${digit}|[1１][0-2０-２])[0-3０-３]${digit}${digit}{3})(?!${digit})`,
  'gu',
);
const mobile = new RegExp(`(?<!${digit})[1１][3-9３-９]${digit}{9}(?!${digit})`, 'gu');

function same(value: string): string {
  return value;
}

function stars(value: string, head: number, tail: number): string {
  const letters = [...value];
  if (letters.length <= head + tail) return '*'.repeat(letters.length);
  return letters.map((letter, i) => (i < head || i >= letters.length - tail ? letter : '*')).join('');
}
