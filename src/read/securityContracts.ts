/** Securities by the contracts that gave them: 签订《保证合同》, 《最高额抵押合同》. Indexes are UTF-16. */
import { trimmedThing } from './charges.js';
import { contractsIn } from './contracts.js';
import type { ContractAt } from './contracts.js';
import type { Range } from './prose.js';
import type { NamedAt } from './namings.js';
import type { Scan } from './references.js';
import { capIn, debtorsOf, turned } from './securityCase.js';
import type { SecurityCase, SecurityDraft, SecurityKind } from './securityCase.js';

const PROVIDER_PLACES = ['保证人', '反担保人', '抵押人', '出质人', '质押人', '担保人'];
const CREDITOR_PLACES = ['债权人', '抵押权人', '质权人', '贷款人', '出借人'];
const DEBTOR_PLACES = ['借款人', '债务人'];
const KINDS: Readonly<Partial<Record<ContractAt['kind'], SecurityKind>>> = {
  guarantee: 'guarantee',
  mortgage: 'mortgage',
  pledge: 'pledge',
  counterGuarantee: 'counterGuarantee',
  counterMortgage: 'counterGuarantee',
  counterPledge: 'counterGuarantee',
};

export function* signed(own: SecurityCase, range: Range): Generator<SecurityDraft> {
  for (const contract of contractsIn(own.context, range)) {
    const kind = KINDS[contract.kind];
    if (kind === undefined || contract.recalled) continue;
    const members = contract.sides.flatMap((side) => side.members);
    const as = (places: readonly string[]): readonly string[] =>
      members.filter((one) => one.as?.some((place) => places.includes(place))).flatMap((one) => one.names);
    const counter = kind === 'counterGuarantee';
    const creditors = creditorsAmong(
      own,
      members,
      counter ? [...CREDITOR_PLACES, '保证人', '担保人'] : CREDITOR_PLACES,
    );
    if (creditors.length === 0) continue;
    const placed = as(counter ? ['反担保人', '抵押人', '出质人', '质押人'] : PROVIDER_PLACES);
    const owing = as(DEBTOR_PLACES);
    const others = [...new Set(members.flatMap((one) => one.names))].filter((name) => !creditors.includes(name));
    const rest = others.filter((name) => !owing.includes(name));
    const guarantors = kind === 'guarantee' || counter ? rest.filter((name) => !own.debtors.includes(name)) : rest;
    const providers = placed.length > 0 ? placed : guarantors;
    const cap = capIn(own.scan, contract.sentence, contract.start);
    for (const provider of providers) {
      yield {
        kind: turned(own, kind, creditors),
        provider,
        at: contract.sentence,
        creditors,
        debtors: owing.length > 0 ? owing : debtorsOf(own, creditors, provider),
        cap,
        collateral:
          contract.kind === 'mortgage' || contract.kind === 'pledge'
            ? collateralNamed(own.scan, contract, range)
            : undefined,
      };
    }
  }
}

function creditorsAmong(own: SecurityCase, members: readonly NamedAt[], places: readonly string[]): readonly string[] {
  const placed = members.filter((one) => one.as?.some((place) => places.includes(place))).flatMap((one) => one.names);
  if (placed.length > 0) return placed;
  const names = [...new Set(members.flatMap((one) => one.names))];
  const lenders = own.loans.flatMap((loan) => loan.lenders);
  const theirs = names.filter((name) => own.creditors.includes(name));
  return theirs.length > 0 ? theirs : names.filter((name) => lenders.includes(name));
}

/** 质押财产为…, 抵押物为…, soon after the signing. */
function collateralNamed(scan: Scan, contract: ContractAt, range: Range): Range | undefined {
  const from = contract.end;
  const found = /(?:质押|抵押|出质)(?:财产|物|标的物?|股权|权利)(?:为|是|：)([^。；，]{4,80})/.exec(
    scan.text.slice(from, Math.min(range.end, from + 500)),
  );
  return found
    ? trimmedThing(scan, {
        start: from + found.index + found[0].length - found[1]!.length,
        end: from + found.index + found[0].length,
      })
    : undefined;
}
