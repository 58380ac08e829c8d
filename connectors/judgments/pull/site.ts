/**
 * What differs between the sites: how a window is asked for, and how the answer is read. Pure; client.ts does the asking
 * and walk.ts the order of it.
 *
 *   list     one page of the documents of a window, with their number in all
 *   detail   one document, the bytes of which become the record
 */
import type { Window } from './window.js';

export interface Ask {
  /** Below the address of the site, without a slash before it. */
  readonly path: string;
  /** Left out: GET. */
  readonly form?: Readonly<Record<string, string>>;
}

export interface Entry {
  /** The site's own id of the document. */
  readonly id: string;
  /** ISO date of judgment, where the list says it. */
  readonly date?: string | undefined;
  readonly court?: string | undefined;
}

export interface Listed {
  /** Documents in the whole window, as the site counts them. */
  readonly total: number;
  readonly entries: readonly Entry[];
  /** Whether the site says that it looked at the dates; left out where it says nothing. */
  readonly filtered?: boolean;
}

export interface Site {
  /** What every document of this site has, and no page about an error. */
  readonly sign: RegExp;
  readonly mediaType: string;
  readonly pageSize: number;
  /** Pages that the site shows of one search at most. */
  readonly maxPages: number;
  list(window: Window, page: number, size: number): Ask;
  /** Null when the text is no list of this site. Throws SourceError ENCRYPTED. */
  readList(text: string): Listed | null;
  detail(id: string): Ask;
}
