/**
 * Who is meant where: every place of a document where a party is named, by full name, short name, role word (原告, 三被告,
 * 第三、第四被告), place in a contract ((以下称)甲方, 借款人) or as 你公司 in a notice. Indexes are UTF-16.
 */
import type { CourtParty, PartyRole } from '../model/courtDocument.js';
import { surnames } from '../model/surnames.js';
import type { ReadingContext } from './context.js';

/** name: by name or short name · role: by role word · place: by a place the text gave it (甲方). */
export interface NamedAt {
  readonly start: number;
  readonly end: number;
  readonly names: readonly string[];
  readonly by: 'name' | 'role' | 'place';
  /** Places in a contract given right after the name: 甲公司（借款人、甲方）. */
  readonly as?: readonly string[];
}

const ROLE_WORDS: Readonly<Record<string, readonly PartyRole[]>> = {
  原告: ['plaintiff', 'originalPlaintiff'],
  原告人: ['plaintiff'],
  本诉原告: ['plaintiff'],
  反诉被告: ['counterDefendant'],
  反诉原告: ['counterPlaintiff'],
  被告: ['defendant', 'originalDefendant'],
  第三人: ['thirdParty', 'originalThirdParty'],
  上诉人: ['appellant'],
  被上诉人: ['appellee'],
  申请执行人: ['enforcementApplicant'],
  被执行人: ['judgmentDebtor'],
  异议人: ['objector'],
  案外人: ['objector'],
  利害关系人: ['interestedParty'],
  申请复议人: ['applicant'],
  复议申请人: ['applicant'],
  再审申请人: ['retrialApplicant'],
  被申请人: ['respondent', 'retrialRespondent'],
  申请人: ['applicant', 'enforcementApplicant', 'retrialApplicant'],
  原审原告: ['originalPlaintiff'],
  原审被告: ['originalDefendant'],
  一审原告: ['originalPlaintiff'],
  一审被告: ['originalDefendant'],
  原审第三人: ['originalThirdParty', 'thirdParty'],
  一审第三人: ['originalThirdParty', 'thirdParty'],
};
const ROLES = Object.entries(ROLE_WORDS);
const ADDRESSED = ['你们', '你公司', '你司', '你单位', '你'];
const PLACES = [
  '甲方', '乙方', '丙方', '丁方', '戊方', '借款人', '贷款人', '出借人', '债务人', '债权人', '保证人', '反担保人', '担保人',
  '抵押权人', '抵押人', '出质人', '质押人', '质权人', '承租人', '出租人', '出让人', '受让人', '转让方', '受让方',
]; // prettier-ignore
const ORDINALS = '一二三四五六七八九十';

interface Entry {
  readonly word: string;
  readonly names: readonly string[];
  readonly by: 'name' | 'role' | 'place' | 'stem' | 'nobody';
}

function holdersOf(parties: readonly CourtParty[]): (roles: readonly PartyRole[]) => readonly string[] {
  const holders = new Map<PartyRole, string[]>();
  for (const party of parties) {
    for (const role of party.roles) {
      const names = holders.get(role);
      if (names) names.push(party.name);
      else holders.set(role, [party.name]);
    }
  }
  return (roles) => holders.get(roles.find((role) => holders.has(role)) ?? roles[0]!) ?? [];
}

/** Full name -> short name of companies outside the case that the text itself abbreviates (案外人 … 以下简称 …). */
const ABBREVIATED =
  /[（(](?:以下|下|后)?(?:均|统一)?(?:简称|称)(?:为)?[：:]?[“"'‘《]?([^（）()“”"'‘’，,。；;、《》\s]{2,16})[”"'’》]?[）)]/g;
const ORGANIZATION =
  /(?:^|[，,。；;、：:（()）“”"'《》\s]|案外人|第三人|与|向|和|及|对|由|将|为|系|在|给|从|原告|被告|委托)([^，,。；;、：:“”"'《》\s与向和及对由将从在[\]【】]{2,40}?(?:公司|银行|支行|分行|营业部|信用社|合作社|联社|基金会|中心|厂|所|院|局|委员会|政府|集团|学校|大学|医院))$/;

function outsiders(text: string, known: ReadonlySet<string>): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  for (const hit of text.matchAll(ABBREVIATED)) {
    const named = ORGANIZATION.exec(text.slice(Math.max(0, hit.index - 44), hit.index))?.[1];
    const full = named?.replace(/^.*系(?![统列])/, '').replace(/^(?:案外人|第三人|原告|被告|委托|由|与)+/, '');
    if (full !== undefined && hit[1] !== undefined && !known.has(hit[1])) found.push([hit[1], full]);
  }
  return found;
}

/** Words by their first two signs (of one sign: by that alone), longest first: most places of a text need no more than a look. */
type Index = Map<number, Entry[]>;

const pair = (text: string, at: number): number => (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
const keyOf = (word: string): number => (word.length > 1 ? pair(word, 0) : word.charCodeAt(0));

function enter(index: Index, entry: Entry): void {
  const key = keyOf(entry.word);
  const list = index.get(key);
  if (!list) index.set(key, [entry]);
  else list.splice(list.findIndex((other) => other.word.length < entry.word.length) >>> 0, 0, entry);
}

const entryAt = (index: Index, text: string, at: number): Entry | undefined =>
  index.get(pair(text, at))?.find((entry) => text.startsWith(entry.word, at)) ?? index.get(text.charCodeAt(at))?.[0];

function indexOf(context: ReadingContext): Index {
  const { parties, text } = context;
  const words = new Map<string, Entry>();
  const add = (word: string, names: readonly string[], by: Entry['by']): void => {
    const old = words.get(word);
    if (word.length >= 2 || by === 'role') {
      if (!old) words.set(word, { word, names, by });
      else if (old.by === by && by === 'name' && !old.names.some((name) => names.includes(name))) {
        words.set(word, { word, names: [], by: 'nobody' });
      }
    }
  };
  for (const party of parties) {
    add(party.name, [party.name], 'name');
    const narrow = party.name.replace(/（/g, '(').replace(/）/g, ')');
    if (narrow !== party.name) add(narrow, [party.name], 'name');
    const wide = party.name.replace(/\(/g, '（').replace(/\)/g, '）');
    if (wide !== party.name) add(wide, [party.name], 'name');
  }
  for (const party of parties) {
    for (const alias of [...party.aliases, ...party.formerNames]) add(alias.value, [party.name], 'name');
  }
  for (const [short, full] of outsiders(text, new Set(words.keys()))) {
    const names = words.get(full)?.names ?? [misspelt(full, parties) ?? full];
    add(full, names, 'name');
    add(short, names, 'name');
  }
  for (const party of parties) {
    for (const alias of party.aliases) {
      const stem = alias.value.replace(/(?:公司|分行|支行|银行|集团|中心|厂)$/, '');
      if (stem.length >= 3 && stem !== alias.value) add(stem, [party.name], 'stem');
    }
  }
  const holders = holdersOf(parties);
  for (const [word, roles] of ROLES) add(word, holders(roles), 'role');
  const addressees = holders(['addressee']);
  if (addressees.length > 0) for (const word of ADDRESSED) add(word, addressees, 'role');

  const index: Index = new Map();
  for (const entry of words.values()) enter(index, entry);
  return index;
}

/** The party whose name this is but for one wrong sign or 有限责任 for 有限; names of companies only, and only one party's. */
function misspelt(name: string, parties: readonly CourtParty[]): string | undefined {
  if (name.length < 8) return undefined;
  const plain = (words: string): string => words.replace('有限责任公司', '有限公司');
  const said = plain(name);
  const alike = parties.filter((party) => {
    const full = plain(party.name);
    if (full.length !== said.length || full.slice(-3) !== said.slice(-3)) return false;
    let wrong = 0;
    for (let i = 0; i < said.length && wrong < 2; i++) if (said[i] !== full[i]) wrong++;
    return wrong < 2;
  });
  return alike.length === 1 ? alike[0]!.name : undefined;
}

/** What the two patterns below end in. */
const COUNTING = `${ORDINALS}两位名个`;
const COLLECTIVE = /(?:^|[^第])([二两三四五六七八九十])(?:位|名|个)?$/;
const ORDINAL_BEFORE = /(第[一二三四五六七八九十](?:[、和及与]第?[一二三四五六七八九十])*)$/;
const ORDINAL_AFTER =
  /^(?:([一二三四五六七八九十])(?![审方直般致次切定起家人旦并同体年月日百千万亿])|([1-9])(?![0-9.．年月日号%]))/;

/** 第三、第四被告 and 被告二 pick from the holders of the role; 三被告 means all of them when they are three. */
function rolePlayers(text: string, start: number, end: number, names: readonly string[]): NamedAt | undefined {
  const isCounted = start > 0 && COUNTING.includes(text[start - 1]!);
  const before = isCounted ? text.slice(Math.max(0, start - 14), start) : '';
  const listed = isCounted && ORDINAL_BEFORE.exec(before);
  if (listed) {
    const picked = [...listed[1]!.matchAll(/[一二三四五六七八九十]/g)].map((sign) => names[ORDINALS.indexOf(sign[0])]);
    if (picked.some((name) => name === undefined)) return undefined;
    return { start: start - listed[1]!.length, end, names: picked as string[], by: 'role' };
  }
  if (names.length > 1) {
    const ordinal = ORDINAL_AFTER.exec(text.slice(end, end + 2));
    if (ordinal) {
      const picked = names[ordinal[1] === undefined ? Number(ordinal[2]) - 1 : ORDINALS.indexOf(ordinal[1])];
      return picked === undefined ? undefined : { start, end: end + 1, names: [picked], by: 'role' };
    }
  }
  const counted = isCounted && COLLECTIVE.exec(before);
  if (counted) {
    const size = counted[1] === '两' ? 2 : ORDINALS.indexOf(counted[1]!) + 1;
    if (size !== names.length) return undefined;
    return { start: start - 1, end, names, by: 'role' };
  }
  return names.length === 0 ? undefined : { start, end, names, by: 'role' };
}

const COMMON_SURNAMES = surnames
  .slice(0, 120)
  .filter((surname) => !'于方'.includes(surname))
  .join('');
/** A name right after a role word: 被告唐某, 被告李四应…, 被告丁保险公司. Unknown, it is somebody else than those who hold the role. */
const ANOTHER = new RegExp(
  `^[\\u4e00-\\u9fa5]某|^[${COMMON_SURNAMES}](?:[\\u4e00-\\u9fa5]{1,2}|[ＸXx×*]{1,2})(?=人民币|[应于在向（(，、。赔支给偿对返承])|^(?![（(])(?:[^，。；：、（）()\\s于在向应将与和对给付自按以未所为就及系是因经后并曾持签还欠代借提]|[（(][^（）()]{1,8}[）)]){2,36}?(?:公司|银行|[支分]行|厂|商店|中心|经营部|合作社)`,
);

/** Whether a known name stands at `at`; 被告唐某 names somebody else than the known defendant when none does. */
const startsName = (index: Index, text: string, at: number): boolean =>
  index.get(pair(text, at))?.some((entry) => entry.by === 'name' && text.startsWith(entry.word, at)) === true;

const PLACE_GIVEN = /^[（(]([^（）()]{0,40})[）)]/;
const PLACE_WORD = new RegExp(PLACES.join('|'), 'g');

/** Which two signs, hashed, open a word that is looked for: set for the document being read, since most open none. */
const OPENS = new Uint8Array(0x4000);
const slot = (first: number, second: number): number => ((first * 31) ^ second) & 0x3fff;

function mark(words: Iterable<string>, as: 0 | 1): void {
  for (const word of words) if (word.length > 1) OPENS[slot(word.charCodeAt(0), word.charCodeAt(1))] = as;
}

/** The next place from `from` on where a word may stand; `alone` is the only word of one sign, 0 for none. */
function nextOpening(text: string, from: number, alone: number): number {
  const last = text.length - 1;
  if (from > last) return text.length;
  let sign = text.charCodeAt(from);
  for (let at = from; at < last; at++) {
    const next = text.charCodeAt(at + 1);
    if (OPENS[slot(sign, next)] === 1 || sign === alone) return at;
    sign = next;
  }
  return sign === alone ? last : text.length;
}

/** Every place where somebody is named, in order. */
export function namesIn(context: ReadingContext): readonly NamedAt[] {
  const { text } = context;
  const index = indexOf(context);
  const found: NamedAt[] = [];
  const places = new Map<string, readonly string[]>();
  const marked = [...index.values()].map((list) => list[0]!.word);
  mark(marked, 1);
  const alone = marked.find((word) => word.length === 1)?.charCodeAt(0) ?? 0;
  for (let at = nextOpening(text, 0, alone); at < text.length; at = nextOpening(text, at + 1, alone)) {
    const entry = entryAt(index, text, at);
    if (!entry) continue;
    const end = at + entry.word.length;
    let named: NamedAt | undefined;
    if (entry.by === 'role') {
      const another = startsName(index, text, end) ? undefined : ANOTHER.exec(text.slice(end, end + 44))?.[0];
      if (another === undefined) named = rolePlayers(text, at, end, entry.names);
      else {
        const meant = misspelt(another, context.parties);
        if (meant !== undefined) named = { start: at, end: end + another.length, names: [meant], by: 'name' };
      }
    } else if (entry.by === 'place') {
      const names = places.get(entry.word);
      if (names) named = { start: at, end, names, by: 'place' };
    } else if (entry.by === 'stem') {
      if (!/[一-龥]/.test(text[end] ?? '') || /[的于与和及对向未应将欠按以]/.test(text[end] ?? '')) {
        named = { start: at, end, names: entry.names, by: 'name' };
      }
    } else if (entry.by === 'name') named = { start: at, end, names: entry.names, by: 'name' };
    at = end - 1;
    if (!named) continue;
    const last = found.at(-1);
    if (
      last?.by === 'role' &&
      named.by !== 'role' &&
      named.start - last.end < 20 &&
      /^(?:[（(][^（）()]{0,16}[）)])?[：:]?$/.test(text.slice(last.end, named.start))
    ) {
      found.pop();
      named = { ...named, start: last.start };
    }
    at = Math.max(at, named.end - 1);
    const label = '（('.includes(text[named.end] ?? ' ') && PLACE_GIVEN.exec(text.slice(named.end, named.end + 42));
    if (label) {
      const as = [...label[1]!.matchAll(PLACE_WORD)].map((word) => word[0]);
      if (as.length > 0 && places.size === 0) {
        // until a place is given, none can be meant
        for (const word of PLACES) enter(index, { word, names: [], by: 'place' });
        mark(PLACES, 1);
      }
      for (const word of as) places.set(word, named.names);
      if (as.length > 0) named = { ...named, as };
      at = named.end + label[0].length - 1;
    }
    found.push(named);
  }
  mark(marked, 0);
  if (places.size > 0) mark(PLACES, 0);
  return found;
}
