import type { CourtParty, DocType, Procedure } from '../model/courtDocument.js';
import type { Span } from '../model/span.js';
import type { Sections } from './sections.js';

/** A value that the record itself gives in a field beside the body; `part` names that field in the record's parts. */
export interface Field {
  readonly value: string;
  readonly part: string;
}

/** What a record's own fields say of the document; the reader believes the body first. */
export interface CourtMetadata {
  readonly title?: Field;
  readonly caseNumber?: Field;
  readonly court?: Field;
  readonly cause?: Field;
  readonly date?: Field;
  readonly procedure?: Field;
  readonly docType?: Field;
  /** Party names, one a field; without roles. */
  readonly parties?: readonly Field[];
}

/** What the reader of court documents reads: the body text (part 'text') and the record's own fields. */
export interface CourtText {
  readonly text: string;
  readonly metadata?: CourtMetadata;
  /** A court notice (公告) has its own grammar: addressees first, several cases, no sections. */
  readonly notice?: boolean;
}

/** What the readers of the body (loans, securities, assets, orders, outcomes) know when they begin. */
export interface ReadingContext {
  readonly text: string;
  readonly sections: Sections;
  readonly docType: DocType;
  readonly procedure: Procedure;
  readonly cause?: string;
  /** The court whose document it is: 本院. */
  readonly court?: string;
  /** With aliases and former names; spans count code points. */
  readonly parties: readonly CourtParty[];
  /** UTF-16 indexes of `text` to a span in code points. */
  readonly span: (start: number, end: number) => Span;
}
