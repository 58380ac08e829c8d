/** A list of a profile that always says what its emptiness means. */
import { InterfaceType, type ClassType } from 'type-graphql';
import { connectionOf, page, type Page, type SincePageArgs } from '../page.js';
import type { SectionWord } from '../vocabulary/captions.js';
import type { Fetched, Scope } from './coverage.js';

@InterfaceType('SectionConnection', {
  description: '画像的栏目。Every list of a profile.',
  autoRegisterImplementations: false,
})
export abstract class Sectioned {
  section!: SectionWord;
  scope!: Scope;
  /** All that is known, whatever the page shows of it. */
  entries!: readonly Entry<unknown>[];
}

export type SectionPage<T> = Page<T> & Sectioned;

/** One item of a section with what was fetched for it. */
export interface Entry<T> {
  readonly key: string;
  readonly value: T;
  readonly rows: readonly Fetched[];
}

export const sectionOf = <T extends object>(node: ClassType<T>, name: string): ClassType<SectionPage<T>> =>
  connectionOf(node, name, [Sectioned]) as ClassType<SectionPage<T>>;

export interface SectionOptions<T> {
  readonly truncated?: boolean;
  readonly scope?: Scope;
  /** The caller's filter: what it leaves out is known all the same. */
  readonly keep?: (value: T) => boolean;
}

/** One page of a section; `changedSince` keeps what a source fetched after that moment states. */
export function sectionPage<T>(
  section: SectionWord,
  entries: readonly Entry<T>[],
  args: SincePageArgs,
  options: SectionOptions<T> = {},
): SectionPage<T> {
  const { truncated = false, scope = 'party', keep = () => true } = options;
  const since = args.changedSince?.toISOString();
  const kept = entries.filter(
    ({ value, rows }) => keep(value) && (since === undefined || rows.some((row) => (row.fetchedAt ?? '') > since)),
  );
  const cut = page(
    kept,
    args,
    (entry) => entry.key,
    truncated,
    (entry) => entry.value,
  );
  return Object.assign(cut, { section, scope, entries });
}
