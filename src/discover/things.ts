/**
 * Which rows of the graph are one thing, for one owner. A certificate number names a thing; without one it is told by what
 * it is and where, as documents print it:
 *
 *   same place   equal, or one leaves out the province in front, or a masked character stands for the other's
 *   same words   equal descriptions, where neither document says where it is
 *   both ways    a thing without certificate whose place or words agree with things that have one adds to each of these
 *                (三宗国有土地使用权 of one document are the three certificates of another)
 */
import { compare } from './evidence.js';

export interface Told {
  readonly asset: string;
  readonly kind: string | null;
  readonly certificate: string | null;
  readonly descriptions: readonly { readonly description: string | null; readonly location: string | null }[];
}

export interface Thing<T> {
  /** What is told of this thing alone. */
  readonly own: readonly T[];
  /** What is told of it and of others together. */
  readonly shared: readonly T[];
}

/** Input: rows of one owner, each asset once. Output: the things, those with a certificate first. */
export function thingsOf<T extends Told>(rows: readonly T[]): readonly Thing<T>[] {
  const told = new Map(rows.map((row) => [row, wordsOf(row)]));
  const words = (row: T): readonly Words[] => told.get(row) ?? [];
  const same = (a: T, b: T): boolean =>
    family(a.kind) === family(b.kind) && words(a).some((one) => words(b).some((other) => agree(one, other)));

  const things: { own: T[]; shared: T[] }[] = [];
  const named = new Map<string, { own: T[]; shared: T[] }>();
  for (const row of [...rows].sort((a, b) => compare(a.asset, b.asset))) {
    if (row.certificate === null) continue;
    const key = certificateKey(row.certificate);
    const thing = named.get(key) ?? { own: [], shared: [] };
    if (!named.has(key)) things.push(thing);
    named.set(key, thing);
    thing.own.push(row);
  }
  // Who says most speaks first; a masked place comes last and then fits one thing, or several, or none.
  const rest = rows
    .filter((row) => row.certificate === null)
    .map((row) => ({
      row,
      says:
        words(row)
          .map((one) => one.place ?? '')
          .sort(longest)[0] ?? '',
    }))
    .sort((a, b) => longest(a.says, b.says) || compare(a.row.asset, b.row.asset));
  for (const { row } of rest) {
    const fitting = things.filter((thing) => thing.own.some((other) => same(row, other)));
    if (!fitting.length) things.push({ own: [row], shared: [] });
    for (const thing of fitting) (fitting.length === 1 ? thing.own : thing.shared).push(row);
  }
  return things;
}

const longest = (a: string, b: string): number =>
  Number(mask.test(a)) - Number(mask.test(b)) || b.length - a.length || compare(a, b);

interface Words {
  readonly place: string | null;
  readonly what: string | null;
}

const wordsOf = (row: Told): Words[] =>
  row.descriptions.map(({ description, location }) => ({ place: placeOf(location), what: plain(description) }));

function agree(a: Words, b: Words): boolean {
  if (a.place !== null && b.place !== null) return samePlace(a.place, b.place);
  if (a.place !== null || b.place !== null) return false;
  if (a.what === null || b.what === null) return false;
  return a.what === b.what || masked(a.what, b.what) || masked(b.what, a.what);
}

/** Land and what stands on it are told apart by few documents. */
const family = (kind: string | null): string => (kind === 'landUseRight' ? 'realEstate' : (kind ?? ''));

const certificateKey = (text: string): string =>
  text.normalize('NFKC').toUpperCase().replace(/[\s,，]/g, '').replace(/(?<=\d)O|O(?=\d)/g, '0'); // prettier-ignore

const plain = (text: string | null): string | null =>
  text?.normalize('NFKC').replace(/全部|所有|[\s,，。、的“”"]/g, '') || null;

/** What stands at the end of a place is no part of it. */
const nouns = /(?:房屋|厂房|房产|房地产|商业用房|国有|工业用地|土地使用权|土地|及|地上|住宅|商铺|办公楼|建筑物)+$/;

function placeOf(location: string | null): string | null {
  const place = (plain(location) ?? '').replace(/^(?:有|其|名下|登记在|坐落于|坐落|位于|在)+/, '').replace(nouns, '');
  return place.length >= 2 ? place : null;
}

const mask = /[*×XＸ某]/;

function samePlace(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 5 && long.endsWith(short)) return true;
  return masked(a, b) || masked(b, a);
}

/** Enough must be legible to tell a place; a masked run stands for as many characters as a street or a number has. */
function masked(pattern: string, place: string): boolean {
  const legible = pattern.split(/[*×XＸ某]+/);
  if (legible.length < 2 || legible.length > 5 || legible.join('').length < 6) return false;
  const source = legible.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.{1,6}');
  return new RegExp(`^${source}$`, 'u').test(place);
}
