/**
 * What one record states, in the words of the graph. Every connector's `extract` returns readings; stitching writes any
 * reading without knowing which source it came from, guided by the tables in `nodes.ts` and `links.ts`.
 *
 *   document   the thing that states: a court document, or a row of the loan file
 *   mention    a party named in it, with what it says of that party; resolve decides which party it is
 *   node       a thing it states: a loan, an order, an asset, a customer
 *   link       between document, mentions and nodes, by `ref`
 *
 * A ref names something inside the reading: 'document', or the `ref` of one of its mentions or nodes.
 */
import type { LinkType } from './links.js';
import type { NodeType } from './nodes.js';
import type { Span } from './span.js';

export type Scalar = string | number | boolean;
export type Props = Readonly<Record<string, Scalar | readonly string[] | undefined>>;

/** Property name -> where it was read. The key '' stands for the thing as a whole. */
export type Spans = Readonly<Record<string, Span>>;

export interface StatedDocument {
  /**
   * What makes two records the same document (case number, court, type and date of a judgment; table and row key of the
   * loan file). Records with equal identity are observations of one document.
   */
  readonly identity: readonly string[];
  readonly props: Props;
  readonly at: Spans;
  /** How much this record says; of several records of one document the fullest speaks for it. */
  readonly fullness: number;
}

export interface StatedMention {
  readonly ref: string;
  readonly name: string;
  readonly kind: 'person' | 'organization';
  /** Roles in this document, main one first; first role, ordinal among equals and raw name make the mention's key. */
  readonly roles: readonly string[];
  /** birthDate, gender, idNumber, creditCode, orgCode, registrationNumber, phone, address, formerNames, aliases … (see nodes.ts, Mention) */
  readonly props: Props;
  readonly at: Spans;
}

export interface StatedNode {
  readonly ref: string;
  readonly type: NodeType;
  /** Natural key where the type is shared between documents (case number, customer number, certificate); left out where the document owns it. */
  readonly key?: string;
  readonly props: Props;
  readonly at: Spans;
}

export interface StatedLink {
  readonly type: LinkType;
  readonly from: string;
  readonly to: string;
  readonly props?: Props;
  readonly at: Spans;
}

export interface Reading {
  readonly document: StatedDocument;
  readonly mentions: readonly StatedMention[];
  readonly nodes: readonly StatedNode[];
  readonly links: readonly StatedLink[];
}
