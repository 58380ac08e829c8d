import { caseKey, caseNumber, caseStage } from '../../src/model/caseNumber.js';
import { certificateKey } from '../../src/model/certificate.js';
import type { CourtAsset, CourtDocument, CourtParty, Outcome } from '../../src/model/courtDocument.js';
import { sha256 } from '../../src/model/ids.js';
import type { LinkType } from '../../src/model/links.js';
import type { Money } from '../../src/model/money.js';
import type { NodeType } from '../../src/model/nodes.js';
import { looksLikeOrganization } from '../../src/model/organizationName.js';
import type { Props, Reading, Spans, StatedLink, StatedMention, StatedNode } from '../../src/model/reading.js';
import type { Span, Stated } from '../../src/model/span.js';

/**
 * From what a court document states to the words of the graph. Nothing is added but names of relations between case
 * numbers, which follow from their types.
 *
 * @param text the body text, for telling two documents without a case number apart
 */
export function toReading(court: CourtDocument, text: string): Reading {
  const mentions = new Map<string, StatedMention>();
  const nodes: StatedNode[] = [];
  const links: StatedLink[] = [];

  const node = (type: NodeType, props: Props, at: Spans, key?: string): string => {
    const ref = `${type}${nodes.length}`;
    nodes.push({ ref, type, props, at, ...(key === undefined ? {} : { key }) });
    return ref;
  };
  const link = (type: LinkType, from: string, to: string, props: Props = {}, at: Spans = {}): void => {
    links.push({ type, from, to, props, at });
  };
  /** The mention of a name: a party's, or a new one in the given role. */
  const named = (name: string, role: string, at: Span): string => {
    const known = mentions.get(name);
    if (known) return known.ref;
    const kind = looksLikeOrganization(name) ? 'organization' : 'person';
    const ref = `m${mentions.size}`;
    mentions.set(name, { ref, name, kind, roles: [role], props: {}, at: { name: at } });
    return ref;
  };

  for (const party of court.parties) {
    if (mentions.has(party.name)) continue;
    mentions.set(party.name, partyMention(`m${mentions.size}`, party));
  }
  for (const party of court.parties) {
    const representative = party.legalRepresentative;
    const company = mentions.get(party.name);
    if (!representative || !company) continue;
    const person = named(representative.value.name, 'legalRepresentative', representative.at);
    link(
      'LEGAL_REPRESENTATIVE_OF',
      person,
      company.ref,
      { title: representative.value.title },
      { '': representative.at },
    );
  }

  const own = court.caseNumber && caseNumber.clean(court.caseNumber.value);
  const ownCase = own && node('CourtCase', caseProps(caseKey(own)), {}, caseKey(own));
  if (ownCase) link('OF_CASE', 'document', ownCase);
  const cited = new Set(own ? [caseKey(own)] : []);
  const relate = relations(court);
  for (const related of court.relatedCases) {
    const number = caseNumber.clean(related.value);
    if (!number || cited.has(caseKey(number))) continue;
    cited.add(caseKey(number));
    link(
      'CITES',
      'document',
      node('CourtCase', caseProps(caseKey(number)), {}, caseKey(number)),
      { relation: relate(caseStage(number.typeCode)) },
      { '': related.at },
    );
  }

  const loans = court.loans.map((loan) => {
    const ref = node(
      'Loan',
      {
        ...amount('principal', loan.principal),
        contractNumber: loan.contractNumber?.value,
        signedOn: loan.signedOn?.value,
        dueOn: loan.dueOn?.value,
      },
      places({
        '': loan.at,
        principal: loan.principal,
        contractNumber: loan.contractNumber,
        signedOn: loan.signedOn,
        dueOn: loan.dueOn,
      }),
    );
    for (const name of loan.lenders) link('LENT', named(name, 'lender', loan.at), ref);
    for (const name of loan.borrowers) link('BORROWED', named(name, 'borrower', loan.at), ref);
    return ref;
  });

  // Words before the disposition tell of measures that others took; only what is ordered here is of this court and case.
  const saidFrom = (outcome: Outcome): number =>
    Math.min(...court.outcomes.flatMap(({ value, at }) => (value === outcome ? [at.start] : [])));
  const [orderedFrom, liftedFrom] = [saidFrom('preserved'), saidFrom('lifted')];
  const assets = court.assets.map((asset) => ({ asset, ref: assetNode(asset, node) }));
  for (const { asset, ref } of assets) {
    for (const name of asset.owners) link('OWNS', named(name, 'owner', asset.at), ref, {}, { '': asset.at });
    link(
      'DESCRIBES',
      'document',
      ref,
      {
        description: asset.description.value,
        location: asset.location?.value,
        states: asset.states.map((state) => state.state),
      },
      places({
        '': asset.at,
        description: asset.description,
        location: asset.location,
        ...Object.fromEntries(asset.states.map((state) => [state.state, state.at])),
      }),
    );
    const released = asset.states.some((state) => state.state === 'released');
    for (const state of asset.states) {
      if (state.state !== 'seized' && state.state !== 'waitingSeizure') continue;
      // A court lifts what it took, in this case or another.
      const here = state.at.start >= Math.min(orderedFrom, liftedFrom);
      const by = state.court ?? (here ? court.court?.value : undefined);
      const ordered = state.at.start >= orderedFrom && !released && by === court.court?.value;
      const seizure = node(
        'Seizure',
        {
          waiting: state.state === 'waitingSeizure',
          state: released ? 'released' : 'active',
          from: state.from,
          until: state.until,
          ours: false,
          court: by,
          ...(ordered && { caseNumber: own?.text }),
        },
        { '': state.at },
      );
      link('SEIZES', seizure, ref);
      if (ownCase && ordered) link('BY_CASE', seizure, ownCase);
    }
  }

  for (const security of court.securities) {
    const ref = node(
      'Security',
      { kind: security.kind, ...capOf(security.cap), collateral: security.collateral?.value },
      places({ '': security.at, cap: security.cap, collateral: security.collateral }),
    );
    link('PROVIDES', named(security.provider, 'securityProvider', security.at), ref);
    for (const name of new Set(security.debtors)) link('FOR_DEBTOR', ref, named(name, 'debtor', security.at));
    for (const name of new Set(security.creditors)) link('TO_CREDITOR', ref, named(name, 'creditor', security.at));
    if (loans.length === 1 && loans[0]) link('SECURES', ref, loans[0]);
    const over =
      security.collateral &&
      assets.find(({ asset }) => sameThing(asset.description.value, security.collateral?.value ?? ''));
    if (over) link('OVER', ref, over.ref);
  }

  for (const order of court.orders) {
    const ref = node(
      'PaymentOrder',
      { ...amount('amount', order.amount), joint: order.joint },
      places({ '': order.at, amount: order.amount }),
    );
    for (const [i, name] of order.obligors.entries())
      link('MUST_PAY', named(name, 'obligor', order.at), ref, { principal: i === 0 }, { '': order.at });
    for (const name of order.beneficiaries) link('PAYABLE_TO', ref, named(name, 'beneficiary', order.at));
  }

  const { docType, title, court: issuer, cause, procedure, date } = court;
  return {
    document: {
      identity: identity(court, text),
      props: {
        kind: docType,
        title: title?.value,
        caseNumber: court.caseNumber?.value,
        court: issuer?.value,
        cause: cause?.value,
        procedure,
        date: date?.value,
        outcomes: [...new Set(court.outcomes.map((outcome) => outcome.value))],
        targets: targets(court),
      },
      at: places({
        title,
        caseNumber: court.caseNumber,
        court: issuer,
        cause,
        date,
        ...Object.fromEntries(court.outcomes.map((outcome) => [outcome.value, outcome])),
      }),
      fullness: text.replace(/\s+/g, '').length,
    },
    mentions: [...mentions.values()],
    nodes,
    links,
  };
}

/**
 * One judgment from three mirrors is one document; a notice is one among several of its case, told apart by its words.
 * The codes of 2016 name the court, so mirrors that shorten its name or leave it out agree; older codes do not.
 */
function identity(court: CourtDocument, text: string): readonly string[] {
  const words = (): string => sha256(text.normalize('NFKC').replace(/\s+/g, ''));
  const number = court.caseNumber && caseNumber.clean(court.caseNumber.value);
  if (!number || !(court.date ?? court.court)) return ['text', words()];
  const issuer = number.year >= 2016 && codeOfCourt.test(number.courtCode) ? '' : (court.court?.value ?? '');
  const parts = ['court', number.text, issuer, court.docType, court.date?.value ?? ''];
  return court.docType === 'notice' ? [...parts, words()] : parts;
}

/** 法〔2015〕137号: the province's sign and two to four digits, none for its high court. */
const codeOfCourt = /^(?:最高法|[京津冀晋内蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新兵]\d{0,4})$/;

function partyMention(ref: string, party: CourtParty): StatedMention {
  const { gender, birthDate, ethnicity, idNumber, creditCode, orgCode, address } = party;
  return {
    ref,
    name: party.name,
    kind: party.kind,
    roles: party.roles,
    props: {
      gender: gender?.value,
      birthDate: birthDate?.value,
      ethnicity: ethnicity?.value,
      idNumber: idNumber?.value,
      creditCode: creditCode?.value,
      orgCode: orgCode?.value,
      address: address?.value,
      aliases: party.aliases.map((alias) => alias.value),
      formerNames: party.formerNames.map((name) => name.value),
    },
    at: places({ name: party.at, gender, birthDate, ethnicity, idNumber, creditCode, orgCode, address }),
  };
}

/** What a cited case is to this one. Of several cited ones only the first of its stage is the one appealed or enforced. */
function relations(court: CourtDocument): (stage: string) => string {
  let taken = false;
  const first = (relation: string): string => {
    if (taken) return 'cites';
    taken = true;
    return relation;
  };
  return (stage) => {
    const decided = stage === 'first' || stage === 'second' || stage === 'paymentOrder';
    if (court.procedure === 'second' && stage === 'first') return first('appealOf');
    if (court.procedure === 'retrial' && decided) return first('retrialOf');
    if (court.procedure === 'enforcement' && decided) return first('enforces');
    if (
      (court.procedure === 'enforcementObjection' || court.procedure === 'enforcementReview') &&
      stage === 'enforcement'
    )
      return first('objectsTo');
    return 'cites';
  };
}

function caseProps(key: string): Props {
  const parsed = caseNumber.clean(key);
  return parsed
    ? {
        caseNumber: key,
        year: parsed.year,
        courtCode: parsed.courtCode,
        typeCode: parsed.typeCode,
        serial: parsed.serial,
        stage: caseStage(parsed.typeCode),
      }
    : { caseNumber: key };
}

/** Cases that the disposition acts upon, by key. */
const targets = (court: CourtDocument): string[] => [
  ...new Set(
    court.outcomes.flatMap((outcome) => {
      const number = outcome.target && caseNumber.clean(outcome.target.value);
      return number ? [caseKey(number)] : [];
    }),
  ),
];

/** A thing with a certificate is one thing in whatever document; without, it is this document's. */
function assetNode(asset: CourtAsset, node: (type: NodeType, props: Props, at: Spans, key?: string) => string): string {
  const certificate = asset.certificateNumber?.value;
  const props = { kind: asset.kind, certificateNumber: certificate };
  return node('Asset', props, {}, certificate && certificateKey(certificate));
}

const sameThing = (a: string, b: string): boolean =>
  a !== '' &&
  b !== '' &&
  (certificateKey(a).includes(certificateKey(b)) || certificateKey(b).includes(certificateKey(a)));

const amount = (name: string, money: Stated<Money> | undefined): Props =>
  money ? { [name]: money.value.fen, currency: money.value.currency, printed: money.value.text } : {};

/** A cap has no currency of its own in the graph: one in foreign money is kept as printed. */
const capOf = (money: Stated<Money> | undefined): Props =>
  money ? { printed: money.value.text, ...(money.value.currency === 'CNY' && { cap: money.value.fen }) } : {};

/** Property -> where it was read, of those that were. */
function places(values: Readonly<Record<string, Span | Stated<unknown> | undefined>>): Spans {
  const at: Record<string, Span> = {};
  for (const [name, value] of Object.entries(values)) if (value) at[name] = 'at' in value ? value.at : value;
  return at;
}
