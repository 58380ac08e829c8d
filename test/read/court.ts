/**
 * A small court room for the tests of the readers: who the parties are, and what the document says. The names are few and
 * stay the same: 江北银行 lends, 青木公司 borrows, 林远 and 周小梅 stand for it.
 */
import type { CourtParty, DocType, PartyRole, Procedure } from '../../src/model/courtDocument.js';
import { codePoints, quote } from '../../src/model/span.js';
import type { Span } from '../../src/model/span.js';
import type { ReadingContext } from '../../src/read/context.js';
import { sectionize } from '../../src/read/sections.js';

export const bank = '江北银行股份有限公司';
export const debtor = '青木家具有限公司';
export const lin = '林远';
export const zhou = '周小梅';

const cast: readonly (readonly [string, PartyRole, string?])[] = [
  [bank, 'plaintiff', '江北银行'],
  [debtor, 'defendant', '青木公司'],
  [lin, 'defendant'],
  [zhou, 'defendant'],
];

export interface Told {
  readonly claims?: string;
  readonly facts?: string;
  readonly reasoning?: string;
  readonly disposition?: string;
  readonly docType?: DocType;
  readonly procedure?: Procedure;
  readonly cause?: string;
  readonly parties?: readonly (readonly [string, PartyRole, string?])[];
}

/** The context in which the readers of the body see a judgment that says this. */
export function courtSays(told: Told): ReadingContext {
  const { cause = '金融借款合同纠纷', parties = cast } = told;
  const text = [
    '江北市人民法院\n民 事 判 决 书\n（2020）江01民初12号\n',
    `原告：${bank}。\n被告：${debtor}。\n被告：${lin}，男。\n被告：${zhou}，女。\n`,
    `原告${bank}与被告${debtor}、${lin}、${zhou}${cause}一案，本院于2020年3月2日立案后，依法进行了审理。本案现已审理终结。\n`,
    told.claims === undefined ? '' : `原告向本院提出诉讼请求：${told.claims}\n`,
    told.facts === undefined ? '' : `本院经审理认定事实如下：${told.facts}\n`,
    told.reasoning === undefined ? '' : `本院认为，${told.reasoning}\n`,
    told.disposition === undefined
      ? ''
      : `依照《中华人民共和国民法典》第六百七十五条规定，判决如下：\n${told.disposition}\n`,
    '审判长　　王平\n二〇二〇年六月一日\n书记员　　李安\n',
  ].join('');
  return contextOf(text, { ...told, cause, parties });
}

/** The context of a whole text. */
export function contextOf(text: string, told: Told = {}): ReadingContext {
  const at: Span = { start: 0, end: 0 };
  const point = codePoints(text);
  return {
    text,
    sections: sectionize(text),
    docType: told.docType ?? 'judgment',
    procedure: told.procedure ?? 'first',
    ...(told.cause !== undefined && { cause: told.cause }),
    parties: (told.parties ?? cast).map(([name, role, alias]): CourtParty => ({
      name,
      at,
      kind: name.length > 4 ? 'organization' : 'person',
      roles: [role],
      aliases: alias === undefined ? [] : [{ value: alias, at }],
      formerNames: [],
    })),
    span: (start, end) => ({ start: point(start), end: point(end) }),
  };
}

/** The words of the document that a span points to. */
export const words = (context: ReadingContext, span: Span | undefined): string =>
  span === undefined ? '' : quote({ text: context.text }, span);
