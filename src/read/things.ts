/** What kind of thing a phrase names, by its head noun: the table securities and assets share. */
import type { AssetKind } from '../model/courtDocument.js';
import type { Certificate } from './certificates.js';
import type { Range } from './prose.js';
import type { StateAt } from './seizures.js';

/** A thing while its document is read; ranges are UTF-16. */
export interface AssetDraft {
  kind: AssetKind;
  at: Range;
  owners: readonly string[];
  description: Range;
  certificate?: Pick<Certificate, 'value' | 'start' | 'end'> | undefined;
  location?: Range | undefined;
  states: StateAt[];
}

const HEADS: readonly (readonly [AssetKind, RegExp])[] = [
  ['receivable', /应收账款|应收款|收费权|收益权|租金收益|债权|承兑汇票/g],
  ['equity', /股权|股份|股票|流通股|出资额|投资权益|份额|[0-9万亿]股/g],
  ['deposit', /存款|存单|银行账户|保证金|账户资金|执行款|拆迁款|款项|公积金|现金|余额宝|理财/g],
  [
    'vehicle',
    /(?:轿|客|货|汽|卡|挂|罐|牵引|机动|摩托|吊|电动|越野|小型|叉)[^，。；、]{0,8}车|车辆|号牌|车牌|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-ZＡ-Ｚ][A-Z0-9·×XＸ*]{4,6}/g,
  ],
  [
    'equipment',
    /设备|机器|机械|生产线|叉车|机床|空压机|储气罐|锅炉|电梯|变压器|发电机|流水线|仪器|[0-9一二两三四五六七八九十]+(?:台|套)/g,
  ],
  ['inventory', /存货|库存|货物|原材料|产成品|钢材|[0-9]+(?:\.[0-9]+)?吨|石英砂|硅微粉|商品|白酒|粮食/g],
  ['intangible', /商标|专利|著作权|采矿权|探矿权|经营权|域名|使用权证书|海域使用权/g],
  [
    'realEstate',
    /房|商铺|门面|楼|车库|车位|厂房|住宅|公寓|别墅|写字楼|商服|营业用|构筑物|建筑物|附属物|不动产|大厦|储藏室|在建工程|仓库|店面|宿舍|铺位/g,
  ],
  ['landUseRight', /土地|用地|地块|宗地|林权|林地|林木|国有土地使用权|使用权|承包地|宅基地/g],
];

/** The kind of the thing that `words` end on; undefined when no known noun is in them. */
export function thingKind(words: string): AssetKind | undefined {
  const plain = words.replace(/[（(][^（）()]*[）)]/g, '');
  let best: { readonly kind: AssetKind; readonly at: number } | undefined;
  for (const [kind, pattern] of HEADS) {
    const at = lastEnd(plain, pattern);
    if (at > 0 && (!best || at > best.at)) best = { kind, at };
  }
  return best?.kind;
}

function lastEnd(words: string, pattern: RegExp): number {
  let end = 0;
  pattern.lastIndex = 0;
  while (pattern.test(words)) end = pattern.lastIndex;
  return end;
}
