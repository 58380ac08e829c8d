/**
 * A mention as it is held. There are millions, of which a change looks at a few: so what it says is packed into one
 * text, and opened, with what is told from it, when somebody looks.
 */
import type { Mention } from '../model/mention.js';
import { factsOf, type Facts } from './facts.js';
import { hash } from './hash.js';
import { linksOf, signsOf } from './keys.js';
import { fitKeysOf, sideOf, type Side } from './masked.js';
import { fromRow, pack, toRow, unpack, type Row } from './packed.js';

export interface Entry {
  readonly id: string;
  readonly text: string;
  /** As long as it is coming, or one of those that were looked at last. */
  open: Open | undefined;
  /** Made when a namesake first asks: not all have one. */
  signs: readonly number[] | undefined;
  /** Id of its party; undefined when that is named after itself. */
  party: string | undefined;
}

export interface Open extends Facts {
  readonly mention: Mention;
  /** Identifiers, and names with a resident id to compare. */
  readonly checks: readonly string[];
  /** Mentions of one number look alike to a check; one is checked for all. */
  readonly look: number;
  readonly side: Side | null;
  /** None for those that are neither masked nor of the loan file. */
  readonly fitKeys: readonly string[];
  /** Made when a crowd of namesakes first asks. */
  links: readonly number[] | undefined;
}

export function toEntry(mention: Mention): Entry {
  const [{ id }, row] = [mention, toRow(mention)];
  return { id, text: pack(row), open: toOpen(fromRow(id, row)), signs: undefined, party: undefined };
}

/** So many are kept open: what was looked at is often looked at again, by the same change or the next. */
const lately: (Entry | undefined)[] = new Array<undefined>(250).fill(undefined);
let next = 0;

export function open(entry: Entry): Open {
  if (entry.open) return entry.open;
  const last = lately[next];
  if (last) last.open = undefined;
  lately[next] = entry;
  next = (next + 1) % lately.length;
  return (entry.open = toOpen(fromRow(entry.id, unpack(entry.text) as Row)));
}

export const signs = (entry: Entry): readonly number[] => (entry.signs ??= signsOf(open(entry).mention));

export const links = (entry: Entry): readonly number[] => (open(entry).links ??= linksOf(signs(entry)));

function toOpen(mention: Mention): Open {
  const facts = factsOf(mention);
  const checks = checksOf(mention, facts);
  return {
    mention,
    names: facts.names,
    identifiers: facts.identifiers,
    marks: facts.marks,
    checks,
    look: checks.length ? lookOf(mention) : 0,
    side: sideOf(mention, facts.names),
    fitKeys: fitKeysOf(mention, facts.names),
    links: undefined,
  };
}

const none: readonly string[] = [];

function checksOf({ kind }: Mention, { names, identifiers, marks }: Facts): readonly string[] {
  const resident = marks.some(([name]) => name === 'id' || name === 'mask');
  if (!identifiers.length && !resident) return none;
  return [...identifiers.map((identifier) => `${kind}#${identifier}`), ...(resident ? names.map((name) => `${name}#`) : [])]; // prettier-ignore
}

/** Whether a check is by name. */
export const isOfName = (check: string): boolean => check.endsWith('#');

const lookOf = ({ name, nameKey, formerNames, birthDate, idNumber, creditCode, orgCode, registrationNumber, fromLoanFile }: Mention): number => hash(JSON.stringify([name, nameKey, formerNames, birthDate, idNumber, creditCode, orgCode, registrationNumber, fromLoanFile])); // prettier-ignore
