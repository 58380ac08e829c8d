import type { CourtDocument } from '../model/courtDocument.js';
import { codePoints } from '../model/span.js';
import { readAssets } from './assets.js';
import type { CourtText, ReadingContext } from './context.js';
import { readCause, readHeader } from './header.js';
import { readLoans } from './loans.js';
import { readNotice } from './notices.js';
import { readOrders } from './orders.js';
import { readOutcomes } from './outcomes.js';
import type { Spanning } from './particulars.js';
import { readParties } from './parties.js';
import { readRelatedCases } from './relatedCases.js';
import { sectionize } from './sections.js';
import type { Sections } from './sections.js';
import { readSecurities } from './securities.js';

/**
 * What a court document states. The only file that knows the order: sections, header, parties, then the readers of the
 * body, which see the parties with their aliases. Spans count code points of part 'text' or of the record's own fields.
 * Never throws; what cannot be read is left out.
 */
export function readCourtDocument(input: CourtText): CourtDocument {
  const { text } = input;
  const sections = sectionize(text);
  const point = codePoints(text);
  const span: Spanning = (start, end) => ({ start: point(start), end: point(end) });
  const head = input.notice ? noticeHead(input, sections, span) : documentHead(input, sections, span);
  const context: ReadingContext = {
    text,
    sections,
    parties: head.parties,
    docType: head.docType,
    procedure: head.procedure,
    ...(head.cause && { cause: head.cause.value }),
    ...(head.court && { court: head.court.value }),
    span,
  };
  return {
    ...head,
    loans: readLoans(context),
    securities: readSecurities(context),
    assets: readAssets(context),
    orders: readOrders(context),
    outcomes: readOutcomes(context),
    relatedCases: readRelatedCases(input, head.caseNumber?.value, span),
  };
}

type Head = Omit<CourtDocument, 'loans' | 'securities' | 'assets' | 'orders' | 'outcomes' | 'relatedCases'>;

function documentHead(input: CourtText, sections: Sections, span: Spanning): Head {
  const header = readHeader(input, sections, span);
  const people = readParties(input, sections, header, span);
  const cause = readCause(input, sections, people.parties, span);
  return { ...header, ...people, ...(cause && { cause }) };
}

function noticeHead(input: CourtText, sections: Sections, span: Spanning): Head {
  const { header, cause, parties } = readNotice(input, sections, span);
  return { ...header, parties, agents: [], ...(cause && { cause }) };
}
