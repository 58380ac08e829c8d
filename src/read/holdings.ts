/** Stakes in companies, money in banks, vehicles, machines and stock, each with its owner. Indexes are UTF-16. */
import { ownerBefore } from './owners.js';
import type { Range } from './prose.js';
import { groupsIn, within } from './references.js';
import type { Scan } from './references.js';
import { thingKind } from './things.js';
import type { AssetDraft } from './things.js';

// --- stakes ----------------------------------------------------------------------------------------------------------

const STAKE =
  /(?:持有|享有|投资|拥有|名下|所有|受让|购买)(?:登记)?(?:的|在|于)*((?:[^，。；、：（）()]|[（(][^（）()]{1,8}[）)]){2,40}?(?:公司|银行|企业|合作社|信用社|集团|[*×]{2,}))(?:的|在)?((?:房产|厂房|土地)(?:及|和|、))?((?:全部|所有)?(?:[\d.,，．%％、]+(?:%|％|股|万股|万元|万)?的?)*(?:[\u4e00-\u9fa5]{0,6}?)(?:股权|股份|股票|流通股|出资额|投资权益))/g;

/** 持有甲公司的60%股权. */
export function* stakesIn(scan: Scan, sentence: Range): Generator<AssetDraft> {
  const { text } = scan;
  const words = text.slice(sentence.start, sentence.end);
  for (const hit of words.matchAll(STAKE)) {
    const end = sentence.start + hit.index + hit[0].length;
    const start =
      end -
      (hit[3]!.length + (hit[2]?.length ?? 0)) -
      (/^(?:的|在)/.test(hit[0].slice(hit[0].lastIndexOf(hit[1]!) + hit[1]!.length)) ? 1 : 0) -
      hit[1]!.length;
    const to = /^[^，。；]{0,12}?(?:全部)?(?:转让|过户|变更登记)(?:给|至|到)/.exec(text.slice(end, sentence.end));
    const receiver = to ? receiverAt(scan, sentence, end + to[0].length) : undefined;
    const owners = receiver ?? ownerBefore(scan, sentence, sentence.start + hit.index);
    if (hit[2] !== undefined) {
      yield {
        kind: 'realEstate',
        at: { start, end },
        owners,
        description: { start, end: end - hit[3]!.length - 1 },
        states: [],
      };
    }
    if (/受让|购买/.test(hit[0].slice(0, 2)) && owners.length === 0) continue;
    yield { kind: 'equity', at: { start, end }, owners, description: { start, end }, states: [] };
  }
}

/** Who receives: the party named, or for a bare 被告 the defendant named before in the sentence. */
function receiverAt(scan: Scan, sentence: Range, at: number): readonly string[] | undefined {
  const group = groupsIn(scan, at, Math.min(sentence.end, at + 50)).at(0);
  if (!group || group.start > at + 3) return undefined;
  const one = group.members[0]!;
  if (one.by !== 'role' || one.names.length === 1) return group.names;
  const told = within(scan.named, sentence.start, at)
    .filter((named) => named.by === 'name' && named.names.every((name) => one.names.includes(name)))
    .at(0);
  return told?.names;
}

// --- money -----------------------------------------------------------------------------------------------------------

/** 冻结甲银行存款100000元, 三张存单. */
export function* depositsIn(scan: Scan, sentence: Range): Generator<AssetDraft> {
  const { text } = scan;
  for (const sum of within(scan.sums, sentence.start, sentence.end)) {
    const from = Math.max(sentence.start, sum.start - 120);
    const before = text.slice(from, sum.start);
    const after = text.slice(sum.end, sum.end + 20);
    const worth = /价值(?:人民币)?$/.exec(before);
    const thing = /^(?:的)?(?:资产|财产)(?:[（(][^（）()]{2,12}[）)])?/.exec(after);
    if (worth && thing && /(?:查封|冻结|扣押|保全)[^，。；]{0,60}$/.test(before)) {
      const start = sum.start - worth[0].length;
      yield {
        kind: 'other',
        at: { start, end: sum.end + thing[0].length },
        owners: ownerBefore(scan, sentence, start),
        description: { start, end: sum.end + thing[0].length },
        states: [],
      };
      continue;
    }
    const noun =
      /((?:银行)?存款(?:本金)?|执行款|银行账户[^，。；]{0,12}|账户(?:内|中)?[^，。；]{0,8}(?:存款|资金|余额)|资金|保证金|款项|拆迁款|补偿款|住房公积金|公积金)(?:共计|合计|余额)?(?:人民币)?$/.exec(
        before,
      );
    if (
      !noun ||
      !/(?:冻结|扣划|划拨|提取|扣留|保全)[^。；]{0,80}$/.test(before) ||
      (!/解除[^，。；]{0,60}$/.test(before.slice(0, noun.index)) && /未|无|不足/.test(before.slice(-20)))
    )
      continue;
    const start = from + noun.index;
    yield {
      kind: 'deposit',
      at: { start, end: sum.end },
      owners: ownerBefore(scan, sentence, start),
      description: { start, end: sum.end },
      states: [],
    };
  }
  for (const hit of text
    .slice(sentence.start, sentence.end)
    .matchAll(/[一二两三四五六七八九十\d]+(?:张|份|笔)[^，。；、]{0,8}?(?:存单|存款单)/g)) {
    const start = sentence.start + hit.index;
    const words = text.slice(sentence.start, sentence.end);
    const pledged = /质押/.exec(words.slice(hit.index));
    yield {
      kind: 'deposit',
      at: { start, end: start + hit[0].length },
      owners: ownerOfDeposit(scan, sentence, start),
      description: { start, end: start + hit[0].length },
      states: pledged ? [{ state: 'pledged', start: start + pledged.index, end: start + pledged.index + 2 }] : [],
    };
  }
}

/** Whose certificates of deposit: who stands before them, or the pledgor that the last sentences name (出质人). */
function ownerOfDeposit(scan: Scan, sentence: Range, at: number): readonly string[] {
  const direct = ownerBefore(scan, sentence, at);
  if (direct.length > 0) return direct;
  const pledgor = within(scan.named, Math.max(0, at - 1200), at)
    .filter((named) => named.as?.some((place) => place === '出质人' || place === '质押人'))
    .at(-1);
  return pledgor?.names ?? [];
}

// --- vehicles, machines, goods ---------------------------------------------------------------------------------------

const VEHICLE =
  /([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-ZＡ-Ｚ][·•.]?[A-Z0-9Ａ-Ｚ０-９×XＸ*＊]{0,6}号?)((?:牌号)?(?:的)?[\u4e00-\u9fa5A-Za-z0-9-]{0,16}?(?:[\u4e00-\u9fa5]型)?(?:普通)?(?:客车|轿车|货车|汽车|小车|挂车|牵引车|摩托车|越野车|面包车|商务车|电动车|车辆|重型[\u4e00-\u9fa5]{1,6}车))/g;

/** 奔驰小轿车（车辆识别号WDD…）: a vehicle known by its frame. */
const FRAMED =
  /(?<=^|[的、，：；辆])([^的、，。；：（）()\s]{2,24}?车)[（(](?:车辆)?(?:识别代?[号码]|车架号)码?[：:为]?[A-Z0-9]{17}[）)]/g;

/** 京A×××××号小型轿车; 奔驰小轿车（车辆识别号…）. */
export function* vehiclesIn(scan: Scan, sentence: Range): Generator<AssetDraft> {
  const { text } = scan;
  for (const hit of text.slice(sentence.start, sentence.end).matchAll(VEHICLE)) {
    const start = sentence.start + hit.index;
    const end = start + hit[0].length;
    const after = text.slice(end, end + 40);
    const holder = /^(?:[（(]|的)?(?:登记)?(?:权属人|所有人|实际车主|车主|实际所有人|登记车主)(?:为|是|系)/.exec(after);
    const told = holder && groupsIn(scan, end + holder[0].length, end + 40).at(0);
    const owners = told && told.start <= end + holder[0].length + 2 ? told.names : ownerOfCar(scan, sentence, start);
    yield { kind: 'vehicle', at: { start, end }, owners, description: { start, end }, states: [] };
  }
  const words = text.slice(sentence.start, sentence.end);
  if (!/识别|车架/.test(words)) return;
  for (const hit of words.matchAll(FRAMED)) {
    const start = sentence.start + hit.index;
    const end = start + hit[0].length;
    yield {
      kind: 'vehicle',
      at: { start, end },
      owners: ownerOfCar(scan, sentence, start),
      description: { start, end: start + hit[1]!.length },
      states: [],
    };
  }
}

const ownerOfCar = (scan: Scan, sentence: Range, at: number): readonly string[] =>
  /(?:名下|所有|所属|的)$/.test(scan.text.slice(Math.max(sentence.start, at - 3), at))
    ? ownerBefore(scan, sentence, at)
    : [];

const GOODS =
  /(?:^|[：:；;、，,。]|\d[、.．])((?:[^：:；;、，,。（）()]|[（(][^（）()]*[）)]){2,40}?)(?<=.)((?:\d+(?:\.\d+)?|[一二两三四五六七八九十]+)(?:台|套|吨|辆|批|组|条|艘|个))(?=[；;。、，,（(]|及|$)/g;

/** Listed machines and stock: 山堆牌叉车（型号SF20D）一台；石英砂100吨, where the sentence names an owner and a measure. */
export function* goodsIn(scan: Scan, sentence: Range, known: readonly AssetDraft[]): Generator<AssetDraft> {
  const { text } = scan;
  const words = text.slice(sentence.start, sentence.end);
  if (!/(?:查封|扣押|抵押|评估|拍卖)/.test(words) || !/所有|名下|以其/.test(words)) return;
  for (const hit of words.matchAll(GOODS)) {
    const item = hit[1]! + hit[2]!;
    const kind = thingKind(item);
    if (kind !== 'equipment' && kind !== 'inventory') continue;
    const end = sentence.start + hit.index + hit[0].length;
    const start = end - item.length;
    if (known.some((draft) => draft.at.start < end && draft.at.end > start)) continue;
    const owner = [...words.slice(0, hit.index + 1).matchAll(/(?:所有|名下)的?[：:]?/g)].at(-1);
    const owners = owner ? ownerBefore(scan, sentence, sentence.start + owner.index) : [];
    if (owners.length === 0) continue;
    yield { kind, at: { start, end }, owners, description: { start, end }, states: [] };
  }
}
