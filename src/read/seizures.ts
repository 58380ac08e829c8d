/** What is said to have happened to a thing: mortgaged, seized, put to auction … by the verbs that govern it. UTF-16. */
import type { AssetState } from '../model/courtDocument.js';
import type { Range } from './prose.js';
import { within } from './references.js';
import type { Scan } from './references.js';

/** The states that a thing is given, each once; the first words that say it stand. */
export interface StateAt extends Range {
  readonly state: AssetState;
  readonly from?: string;
  readonly until?: string;
  readonly court?: string;
}

const SEIZE = /(轮\s*[候侯])?(?:续行|继续|续|依法|予以|首先|正式|司法)*(查封|冻结|扣押)/g;
const LIFT = /解除|解封|解冻/g;
const UNREAL =
  /(?:未|不|无法|不能|请求|要求|拟|如|若|可以|不得|有权|申请|禁止|依法可|是否|应否|应当|可)(?:再|予以|进行|对)?$/;
const AUCTIONED =
  /裁定(?:内容[为：:]?)?[^，。；]{0,8}(?:拍卖|变卖)|(?:委托|通过)[^，。；]{2,40}(?:网|公司|平台|机构)[^，。；]{0,60}(?:拍卖|竞拍)|拍卖裁定|流拍|竞拍(?:购买|取得|所得)?|竞得|拍卖成交|(?:网络|司法|公开)拍卖(?:，|成交|取得)|进行(?:了)?(?:网络|司法|公开)?拍卖|首轮拍卖|拍卖的|通过拍卖|已(?:经)?拍卖/g;
const FUTURE = /(?:将|逾期|可能|拟|如|若|请求|有权|准备)[^，。；]{0,30}$/;

/**
 * The states that the verbs around a thing give it: verbs before it in its sentence (查封了…位于…的房产), and verbs after
 * it in its clause (…房产进行了查封, …抵押给).
 */
export function statesAround(scan: Scan, thing: Range, sentence: Range): readonly StateAt[] {
  const from = Math.max(sentence.start, thing.start - 1000);
  const place: Place = {
    scan,
    thing,
    sentence,
    from,
    before: scan.text.slice(from, thing.start),
    after: clauseAfter(scan.text, thing.end, sentence.end),
  };
  const states: StateAt[] = [];
  for (const state of [...seized(place), ...auctioned(place), ...charged(place), ...transferred(place)]) {
    if (!states.some((known) => known.state === state.state)) states.push(state);
  }
  return states;
}

/** A thing in its sentence, with the words before it (`from` is where they start) and after it. */
interface Place {
  readonly scan: Scan;
  readonly thing: Range;
  readonly sentence: Range;
  readonly from: number;
  readonly before: string;
  readonly after: string;
}

function* seized(place: Place): Generator<StateAt> {
  const { thing, from, before, after } = place;
  const real = (words: string): RegExpExecArray[] =>
    [...words.matchAll(SEIZE)].filter((hit) => !UNREAL.test(words.slice(Math.max(0, hit.index - 6), hit.index)));
  const ahead = real(before).at(-1);
  const behind = real(after)[0];
  const lifted = [...before.matchAll(LIFT)].at(-1);
  if (lifted && reaches(before.slice(lifted.index), 0)) {
    const inside = ahead && ahead.index > lifted.index;
    if (inside) yield seizure(place, ahead, from);
    else if (behind) yield seizure(place, behind, thing.end);
    else if (ahead) yield seizure(place, ahead, from);
    if (ahead ?? behind ?? /[0-9一二三四五六七八九十]处/.test(before)) yield at('released', from, lifted);
    return;
  }
  if (ahead && reaches(before.slice(ahead.index), 1)) yield seizure(place, ahead, from);
  if (behind && behind.index < 60) {
    yield seizure(place, behind, thing.end);
    const off = /解除|解封/.exec(after);
    if (off && off.index > behind.index) yield at('released', thing.end, off);
  }
}

const at = (state: AssetState, base: number, hit: RegExpExecArray): StateAt => ({
  state,
  start: base + hit.index,
  end: base + hit.index + hit[0].length,
});

function seizure(place: Place, hit: RegExpExecArray, base: number): StateAt {
  const verb = base + hit.index;
  const court = courtBefore(place, verb);
  return {
    ...at(hit[1] ? 'waitingSeizure' : 'seized', base, hit),
    ...termNear(place, verb),
    ...(court !== undefined && { court }),
  };
}

function* auctioned({ thing, sentence, from, before, after }: Place): Generator<StateAt> {
  const near = before.slice(-90);
  for (const hit of near.matchAll(AUCTIONED)) {
    if (!FUTURE.test(near.slice(0, hit.index)) && !/[。；]/.test(near.slice(hit.index)))
      yield at('auctioned', Math.max(from, sentence.start, thing.start - near.length), hit);
  }
  const next = after.slice(0, 90);
  for (const hit of next.matchAll(AUCTIONED)) {
    if (!FUTURE.test(next.slice(0, hit.index))) yield at('auctioned', thing.end, hit);
  }
}

function* charged({ scan, thing, sentence, from, before, after }: Place): Generator<StateAt> {
  const given = /(?:提供|作为?|设定|设立|办理|进行|已|被)?[^，。；]{0,30}?(抵押|质押|出质)/.exec(after);
  const stood = /(抵押|质押|出质)(?:给[^，。；]{2,30})?(?:物|财产|权利|标的)?(?:的|，即|即|为|：)*$/.exec(before);
  const state = (word: string | undefined): AssetState => (word === '抵押' ? 'mortgaged' : 'pledged');
  const unregistered = /未(?:办理|进行|依法)[^，。；]{0,8}(?:抵押|质押|登记)/.test(
    scan.text.slice(thing.end, sentence.end),
  );
  if (given && !unregistered && !/反担保|未|无|不/.test(given[0].slice(0, -2))) {
    const end = thing.end + given.index + given[0].length;
    yield { state: state(given[1]), start: end - 2, end };
  } else if (stood) yield { state: state(stood[1]), start: from + stood.index, end: from + stood.index + 2 };
}

function* transferred({ thing, from, before, after }: Place): Generator<StateAt> {
  const given = /转让给|过户(?:登记)?(?:给|至|到)|转移登记给|变更登记(?:给|至|到)|抵偿给|以物抵债|抵债/.exec(
    after.slice(0, 60),
  );
  if (given) yield at('transferred', thing.end, given);
  const taken = /(?:扣划|划拨|划扣)(?=[^，。；]{0,60}$)/.exec(before);
  if (taken && !/冻结|[、或]$/.test(before.slice(Math.max(0, taken.index - 4), taken.index)))
    yield at('transferred', from, taken);
}

/** Whether a verb still governs what follows: no full stop, and no other clause of another subject, in between. */
const reaches = (way: string, commas: number): boolean =>
  !/[。]/.test(way) &&
  (/[：:][^。]*$/.test(way) ||
    (way.match(/[，,；;]/g) ?? []).length <=
      commas + (way.match(/[，,](?:产权证|房地产权|房产证|建筑面积|证号|位于|坐落)/g) ?? []).length);

function clauseAfter(text: string, from: number, until: number): string {
  const words = text.slice(from, Math.min(until, from + 240));
  const stop = /[。；]|，(?!.{0,12}(?:抵押|质押|查封|轮候))/.exec(words);
  return stop ? words.slice(0, stop.index) : words;
}

const UNTIL = /^(?:起|开始)?[，,]?(?:至|到|—+|-+|~|～)$/;
const TERM = /(?:查封|冻结|扣押|保全|轮候)?[^，。；]{0,6}期限?[^。；]{0,16}$|查封[^，。；]{0,8}$/;
const TERM_END = /(?:查封|冻结|扣押)(?:的?期限)?[^，。；]{0,8}(?:至|到)$|期限[^，。；]{0,4}(?:至|到)$/;
const ORDERED_ON =
  /^(?:[，,]?(?:作出|以|的|并|依法|对)?[^。；]{0,50}(?:裁定|通知|决定)书?[^。；]{0,8}|(?:依法|已|被|对|由)?[^，。；]{0,8})$/;

/**
 * 查封期限三年，自2017年3月1日起至2020年2月28日止, told in the sentence of the thing or the next one; else the day of the order
 * (于2016年6月7日以…裁定查封), from which a term runs that is not told.
 */
function termNear({ scan, thing, sentence }: Place, verb: number): { readonly from?: string; readonly until?: string } {
  const range = { start: sentence.start, end: Math.min(scan.text.length, sentence.end + 80) };
  const days = within(scan.days, range.start, range.end);
  for (const [i, day] of days.entries()) {
    if (day.start < thing.start && day.start - thing.end > 400) continue;
    const before = scan.text.slice(Math.max(range.start, day.start - 24), day.start);
    const next = days[i + 1];
    if (next && UNTIL.test(scan.text.slice(day.end, next.start)) && TERM.test(before))
      return { from: day.iso, until: next.iso };
    if (TERM_END.test(before)) return { until: day.iso };
  }
  const ordered = days.filter((day) => day.end <= verb && verb - day.end < 70).at(-1);
  return ordered && ORDERED_ON.test(scan.text.slice(ordered.end, verb)) ? { from: ordered.iso } : {};
}

/** The court whose document it is. */
export const OURS = '本院';

/** The court that took the measure, where the words before the verb name one: 被甲市中级人民法院查封, 本院依法查封 (`OURS`). */
function courtBefore(place: Place, verb: number): string | undefined {
  const { scan, sentence } = place;
  const from = Math.max(sentence.start, verb - 70);
  const words = scan.text.slice(from, verb);
  const last = words.endsWith('，') ? [...words.matchAll(SEIZE)].at(-1) : undefined;
  if (last) return courtBefore(place, from + last.index); // …查封甲公司的股权，轮候查封…
  const named =
    /([\u4e00-\u9fa5]{2,24}(?:人民法院|法院|中院|高院)|本院)(?:(?![本中高]院)[^，。；法]|，(?=[（(\d以依])|依法|合法){0,40}$/.exec(
      words,
    )?.[1];
  if (named?.endsWith(OURS)) return OURS;
  return named?.replace(
    /^.*(?:[被由经在向于日后，]|异议人|执行人|申请人)(?=[\u4e00-\u9fa5]{2,}(?:法院|中院|高院))/,
    '',
  );
}

/** 上述土地, 上述房产 … and what is done to it: for things named earlier. */
export const AFOREMENTIONED =
  /(?:上述|前述|该|涉案|案涉)(?:[一二两三四五六七八九十\d]+(?:宗|套|处|辆|台))?(?:位于[^，。；]{2,40})?(?:[^，。；]{0,12}?)(土地|房产|房屋|房地产|财产|股权|股份|车辆|设备|抵押物|存单|标的物?|构筑物|不动产|厂房)[^，。；]{0,16}/g;
