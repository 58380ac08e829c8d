/** What is said to have happened to a thing: mortgaged, seized, put to auction … by the verbs that govern it. UTF-16. */
import type { AssetState } from '../model/courtDocument.js';
import type { Range } from './prose.js';
import { within } from './references.js';
import type { Scan } from './references.js';

export interface StateAt extends Range {
  readonly state: AssetState;
  readonly from?: string;
  readonly until?: string;
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
  const { text } = scan;
  const states: StateAt[] = [];
  const add = (state: AssetState, start: number, end: number): void => {
    if (!states.some((known) => known.state === state))
      states.push({
        state,
        start,
        end,
        ...(state === 'seized' || state === 'waitingSeizure' ? termNear(scan, thing, sentence) : {}),
      });
  };
  const from = Math.max(sentence.start, thing.start - 1000);
  const before = text.slice(from, thing.start);
  const after = clauseAfter(text, thing.end, sentence.end);
  const lifted = [...before.matchAll(LIFT)].at(-1);
  const seizedBefore = [...before.matchAll(SEIZE)]
    .filter((hit) => !UNREAL.test(before.slice(Math.max(0, hit.index - 6), hit.index)))
    .at(-1);
  const seizedAfter = [...after.matchAll(SEIZE)]
    .filter((hit) => !UNREAL.test(after.slice(Math.max(0, hit.index - 6), hit.index)))
    .at(0);
  const governs = lifted && reaches(before.slice(lifted.index), 0);
  if (lifted && governs) {
    const kind = seizedBefore && seizedBefore.index > lifted.index ? seizedBefore : (seizedAfter ?? seizedBefore);
    const base = kind === seizedAfter ? thing.end : from;
    if (kind) add(kind[1] ? 'waitingSeizure' : 'seized', base + kind.index, base + kind.index + kind[0].length);
    if (kind ?? /[0-9一二三四五六七八九十]处/.test(before))
      add('released', from + lifted.index, from + lifted.index + lifted[0].length);
  } else {
    if (seizedBefore && reaches(before.slice(seizedBefore.index), 1)) {
      const at = from + seizedBefore.index;
      add(seizedBefore[1] ? 'waitingSeizure' : 'seized', at, at + seizedBefore[0].length);
    }
    if (seizedAfter && seizedAfter.index < 60) {
      add(
        seizedAfter[1] ? 'waitingSeizure' : 'seized',
        thing.end + seizedAfter.index,
        thing.end + seizedAfter.index + seizedAfter[0].length,
      );
      const off = /解除|解封/.exec(after);
      if (off && off.index > seizedAfter.index)
        add('released', thing.end + off.index, thing.end + off.index + off[0].length);
    }
  }
  for (const [words, base] of [
    [before.slice(-90), thing.start - Math.min(90, before.length)],
    [after.slice(0, 90), thing.end],
  ] as const) {
    for (const hit of words.matchAll(AUCTIONED)) {
      if (FUTURE.test(words.slice(0, hit.index)) || (base < thing.start && /[。；]/.test(words.slice(hit.index))))
        continue;
      add('auctioned', base + hit.index, base + hit.index + hit[0].length);
    }
  }
  const charge = /(?:提供|作为?|设定|设立|办理|进行|已|被)?[^，。；]{0,30}?(抵押|质押|出质)/.exec(after);
  const chargedBefore = /(抵押|质押|出质)(?:给[^，。；]{2,30})?(?:物|财产|权利|标的)?(?:的|，即|即|为|：)*$/.exec(
    before,
  );
  const unregistered = /未(?:办理|进行|依法)[^，。；]{0,8}(?:抵押|质押|登记)/.test(text.slice(thing.end, sentence.end));
  if (charge && !unregistered && !/反担保|未|无|不/.test(charge[0].slice(0, -2))) {
    const at = thing.end + charge.index + charge[0].length - 2;
    add(charge[1] === '抵押' ? 'mortgaged' : 'pledged', at, at + 2);
  } else if (chargedBefore) {
    const at = from + chargedBefore.index;
    add(chargedBefore[1] === '抵押' ? 'mortgaged' : 'pledged', at, at + 2);
  }
  const given = /转让给|过户(?:登记)?(?:给|至|到)|转移登记给|变更登记(?:给|至|到)|抵偿给|以物抵债|抵债/.exec(
    after.slice(0, 60),
  );
  if (given) add('transferred', thing.end + given.index, thing.end + given.index + given[0].length);
  const taken = /(?:扣划|划拨|划扣)[^，。；]{0,60}$/.exec(before);
  if (taken && !/冻结|[、或]$/.test(before.slice(0, taken.index).slice(-4)))
    add('transferred', from + taken.index, from + taken.index + 2);
  return states;
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

/** 查封期限三年，自2017年3月1日起至2020年2月28日止, told in the sentence of the thing or the next one. */
function termNear(scan: Scan, thing: Range, sentence: Range): { readonly from?: string; readonly until?: string } {
  const range = { start: sentence.start, end: Math.min(scan.text.length, sentence.end + 80) };
  const days = within(scan.days, range.start, range.end);
  for (let i = 0; i + 1 < days.length; i++) {
    const [one, two] = [days[i]!, days[i + 1]!];
    if (one.start < thing.start && one.start - thing.end > 400) continue;
    const before = scan.text.slice(Math.max(range.start, one.start - 24), one.start);
    if (
      UNTIL.test(scan.text.slice(one.end, two.start)) &&
      /(?:查封|冻结|扣押|保全|轮候)?[^，。；]{0,6}期限?[^。；]{0,16}$|查封[^，。；]{0,8}$/.test(before)
    )
      return { from: one.iso, until: two.iso };
  }
  return {};
}

/** 上述土地, 上述房产 … and what is done to it: for things named earlier. */
export const AFOREMENTIONED =
  /(?:上述|前述|该|涉案|案涉)(?:[一二两三四五六七八九十\d]+(?:宗|套|处|辆|台))?(?:位于[^，。；]{2,40})?(?:[^，。；]{0,12}?)(土地|房产|房屋|房地产|财产|股权|股份|车辆|设备|抵押物|存单|标的物?|构筑物|不动产|厂房)[^，。；]{0,16}/g;
