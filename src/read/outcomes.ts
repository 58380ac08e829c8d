/**
 * How a document ends the matter before it: what its disposition does, in the words of the disposition, with the case it
 * acts upon where those words name one. Dispositions of other courts that the text quotes do not count.
 */
import { caseNumber, caseNumberPattern } from '../model/caseNumber.js';
import type { Outcome, StatedOutcome } from '../model/courtDocument.js';
import type { Span } from '../model/span.js';
import type { ReadingContext } from './context.js';
import { dispositionEnd, disposed } from './items.js';
import type { Item } from './items.js';
import { holdsBack, readOrders } from './orders.js';
import { opening } from './prose.js';

interface Rule {
  readonly outcome: Outcome;
  readonly words: RegExp;
  /** The item says it only when these words do not stand in what was matched. */
  readonly unless?: RegExp;
  /** The same for the whole item. */
  readonly unlessItem?: RegExp;
}

/** Tried in order on every item; the first rule of a group that holds ends its group. */
const RULES: readonly (readonly Rule[])[] = [
  [
    {
      outcome: 'upheld',
      words:
        /驳回[^。；;\n]{0,60}?上诉[^。；;\n]{0,24}?维持[^。；;\n]{0,40}?(?:原判|原审?判决|原审?裁定|判决|裁定|决定)|维持[^。；;\n]{0,60}?(?:判决|裁定|决定|原判)(?:[^。；;，\n]{0,24}?项)?/,
    },
    {
      outcome: 'dismissed',
      words:
        /驳回[^。；;\n]{0,160}(?:诉讼请求|起诉|再审申请|申请|异议|复议|请求|反诉|申诉)|(?:不予受理|不予执行|不予支持)[^。；;\n]{0,24}/,
      unless: /其他|其余|其它|多余|超出|过高|上诉|其他部分|剩余/,
    },
    {
      outcome: 'withdrawn',
      words:
        /(?:准许|准予|同意|允许)[^。；;\n]{0,80}?(?:撤回|撤诉)[^。；;，,\n]{0,20}|按[^。；;\n]{0,60}?(?:撤回|撤诉)[^。；;\n]{0,12}?处理/,
    },
  ],
  [
    {
      outcome: 'amended',
      words:
        /撤销[^。；;\n]{0,90}?(?:判决|裁定|决定|调解|号)书?(?:主文)?的?第?[一二三四五六七八九十\d、，和及至第]+(?:判?项|条)/,
    },
    {
      outcome: 'reversed',
      words: /撤销[^。；;\n]{0,120}?(?:判决|裁定|决定|调解书|通知书|仲裁裁决|支付令)书?/,
      unless: /合同|协议书|登记/,
    },
  ],
  [{ outcome: 'amended', words: /变更[^。；;\n]{0,90}?(?:判决|裁定|决定|调解)[^。；;\n]{0,24}?(?:为|：|:)|改判/ }],
  [
    {
      outcome: 'remanded',
      words: /发回[^。；;\n]{0,60}?(?:重审|重新审理|重新审查)|指令[^。；;\n]{0,60}?(?:审理|再审|受理|审查)/,
    },
  ],
  [
    {
      outcome: 'lifted',
      words: /(?:解除|撤销|终止)[^。；;：:\n]{0,200}(?:查封|冻结|扣押|轮候|保全|监管)(?:措施)?/,
      unless: /合同关系/,
    },
    {
      outcome: 'preserved',
      words: /(?:轮候|继续|续行|续|依法|立即)*(?:查封|冻结|扣押)[^。；;\n]{0,60}/,
      unless: /解除|驳回|中止|异议|撤销/,
      unlessItem: /^[^查冻扣]*(?:解除|驳回|给付|支付)/,
    },
  ],
  [
    {
      outcome: 'enforcementTerminatedThisRound',
      words: /终结[^。；;\n]{0,120}?本次执行(?:程序)?|本次执行程序[^。；;\n]{0,12}终结/,
    },
    { outcome: 'enforcementEnded', words: /终结[^。；;\n]{0,200}执行(?:程序)?/, unless: /本次|破产|恢复|驳回/ },
  ],
  [{ outcome: 'enforcementCompleted', words: /(?:执行完毕|全部执行到位|已?执行终结结案)/, unless: /未/ }],
  [
    {
      outcome: 'enforcementResumed',
      words: /恢复[^。；;\n]{0,100}?(?:的)?(?:强制)?执行/,
      unless: /申请恢复|可以|可|再次|请求/,
    },
  ],
  [
    {
      outcome: 'partyChanged',
      words:
        /(?:变更|追加)[^。；;\n]{1,120}?为[^。；;\n]{0,60}?(?:被执行人|申请执行人|申请人|被申请人|当事人|原告|被告|第三人)/,
      unless: /驳回|不予|判决/,
    },
  ],
  [
    { outcome: 'bankruptcyDeclared', words: /宣告[^。；;\n]{0,60}?破产/, unless: /驳回|不予/ },
    {
      outcome: 'bankruptcyAccepted',
      words: /受理[^。；;\n]{0,80}?(?:破产|重整|和解|清算)[^。；;\n]{0,12}/,
      unless: /不予受理|驳回/,
    },
  ],
];

const NUMBER = new RegExp(caseNumberPattern, 'g');

/** @returns the outcomes in the order of the text, one per case acted upon. Never throws; none where nothing is disposed. */
export function readOutcomes(context: ReadingContext): readonly StatedOutcome[] {
  const { text, sections, docType } = context;
  const { start, end } = sections.disposition;
  if (docType === 'notice' || end <= start) return [];
  const found: StatedOutcome[] = [];
  const said = new Set<string>();
  const add = (
    outcome: Outcome,
    from: number,
    to: number,
    target?: { readonly value: string; readonly start: number; readonly end: number },
  ): void => {
    const key = `${outcome} ${target?.value ?? ''}`;
    if (said.has(key)) return;
    said.add(key);
    found.push({
      value: outcome,
      at: context.span(from, to),
      ...(target && { target: { value: target.value, at: context.span(target.start, target.end) } }),
    });
  };
  const items = disposed(context);
  for (const item of items) {
    const words = text.slice(item.start, item.end);
    for (const group of RULES) {
      for (const rule of group) {
        const hit = rule.words.exec(words);
        if (!hit) continue;
        const end = hit.index + hit[0].length;
        const opens = opening(words, hit.index, '。；\n', Math.max(0, hit.index - 1000));
        if (/驳回|不予/.test(words.slice(opens, hit.index))) continue; // what was asked for and denied
        if (rule.unless?.test(words.slice(opens, end)) === true || rule.unlessItem?.test(words) === true) continue;
        const from = item.start + hit.index;
        const targets = numbersIn(hit[0], from);
        for (const target of targets.length > 0 ? targets : [undefined])
          add(rule.outcome, from, item.start + end, target);
        break;
      }
    }
  }
  if (docType === 'mediation') add('settled', start, Math.min(dispositionEnd(text, start, end), start + 40));
  const granted = grantedAt(context, items);
  if (granted) found.push({ value: 'granted', at: granted });
  return found.sort((a, b) => a.at.start - b.at.start);
}

const DENIED = /^[^，。；;]{0,40}(?:驳回|不予|维持|撤销)/;

/** Where a claim is allowed: the first sum ordered, or, in a judgment of first instance, the first item that denies nothing. */
function grantedAt(context: ReadingContext, items: readonly Item[]): Span | undefined {
  const ordered = readOrders(context)[0]?.amount;
  if (ordered) return ordered.at;
  if (context.docType !== 'mediation' && (context.docType !== 'judgment' || context.procedure !== 'first'))
    return undefined;
  const item = items.find(({ start, end }) => {
    const words = context.text.slice(start, end);
    return end - start > 6 && !DENIED.test(words) && !holdsBack(words);
  });
  return item && context.span(item.start, Math.min(item.end, item.start + 60));
}

function numbersIn(
  words: string,
  from: number,
): readonly { readonly value: string; readonly start: number; readonly end: number }[] {
  return [...words.matchAll(NUMBER)].flatMap((hit) => {
    const number = caseNumber.clean(hit[0]);
    return number ? [{ value: number.text, start: from + hit.index, end: from + hit.index + hit[0].length }] : [];
  });
}
