import type { CourtDocument, CourtParty } from '../model/courtDocument.js';
import type { Money } from '../model/money.js';
import type { Stated } from '../model/span.js';

/**
 * A court document as one flat JSON object: values without their positions, money in yuan, absent where nothing is
 * stated. For comparing readers with hand-made labels, and for people who want plain rows.
 */
export function toLabel(file: string, document: CourtDocument): object {
  const { docType, caseNumber, court, cause, procedure, date, agents, relatedCases } = document;
  return {
    file,
    docType,
    caseNumber: caseNumber?.value,
    court: court?.value,
    cause: cause?.value,
    procedure: procedure === 'preservation' || procedure === 'bankruptcy' ? 'other' : procedure,
    date: date?.value,
    parties: document.parties.map(party),
    agents: some(agents.map(value)),
    loans: document.loans.map((loan) => ({
      lender: oneOrMore(loan.lenders),
      borrower: oneOrMore(loan.borrowers),
      principal: yuan(loan.principal),
      currency: loan.principal?.value.currency,
      contractNumber: folded(loan.contractNumber?.value),
      signedOn: loan.signedOn?.value,
      dueOn: loan.dueOn?.value,
    })),
    securities: document.securities.map((security) => ({
      kind: security.kind,
      provider: security.provider,
      creditor: oneOrMore(security.creditors),
      debtor: oneOrMore(security.debtors),
      cap: yuan(security.cap),
      collateral: security.collateral?.value,
    })),
    assets: document.assets.map((asset) => ({
      kind: asset.kind,
      owner: oneOrMore(asset.owners),
      description: asset.description.value,
      certificateNumber: folded(asset.certificateNumber?.value),
      location: asset.location?.value,
      states: some([...new Set(asset.states.map(({ state }) => state))]),
    })),
    orders: document.orders.map((order) => ({
      obligors: order.obligors,
      beneficiary: order.beneficiaries[0],
      amount: yuan(order.amount),
      joint: order.joint,
    })),
    relatedCases: some(relatedCases.map(value)),
  };
}

function party(said: CourtParty): object {
  const {
    name,
    kind,
    roles,
    gender,
    birthDate,
    ethnicity,
    idNumber,
    creditCode,
    orgCode,
    address,
    legalRepresentative,
    aliases,
    formerNames,
  } = said;
  return {
    name,
    kind,
    roles,
    gender: gender?.value,
    birthDate: birthDate?.value,
    ethnicity: ethnicity?.value,
    idNumber: folded(idNumber?.value),
    creditCode: folded(creditCode?.value),
    orgCode: folded(orgCode?.value),
    address: address?.value,
    legalRepresentative: legalRepresentative?.value,
    aliases: some(aliases.map(value)),
    formerNames: some(formerNames.map(value)),
  };
}

const value = <T>(stated: Stated<T>): T => stated.value;
const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);
const oneOrMore = (names: readonly string[]): string | readonly string[] | undefined =>
  names.length > 1 ? names : names[0];
const yuan = (money: Stated<Money> | undefined): number | undefined => money && money.value.fen / 100;
const folded = (text: string | undefined): string | undefined => text?.normalize('NFKC');
