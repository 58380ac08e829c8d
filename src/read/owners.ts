/** Whose a thing is, by the words right before it: X名下的, X持有的, 登记在X名下的. Indexes are UTF-16. */
import type { Range } from './prose.js';
import { groupsIn } from './references.js';
import type { Scan } from './references.js';

const OWNS =
  /^(?:[（(][^（）()]{0,40}[）)])?(?:自愿|共同|全额|分别|依法|实际|单独)*(?:名下|所有|持有|拥有|提供|投资|共有|享有|获得|取得|以其|将其|用其)?(?:登记|所有|购买|持有)?(?:的|在|于)*$/;

const NO_NAME = /^(?:[甲乙丙]方|其|本|该|双方|依法|合法|共同|原告|被告|当事人)|[区路号街镇市县将已均仍并曾所]$/;

/** Who stands right before a thing as its owner: X名下的, X持有的, 登记在X名下的; a role with several holders only when it is meant as all. */
export function ownerBefore(scan: Scan, sentence: Range, at: number): readonly string[] {
  const group = groupsIn(scan, Math.max(sentence.start, at - 80), at).at(-1);
  if (group && OWNS.test(scan.text.slice(group.end, at))) {
    const single = group.members.at(-1)!;
    if (
      single.by === 'role' &&
      single.names.length > 1 &&
      scan.text.slice(single.start, single.end).length <= 4 &&
      !/你们|[二两三四五六七八九]/.test(scan.text.slice(single.start, single.end))
    )
      return [];
    return group.names;
  }
  const before = scan.text.slice(Math.max(sentence.start, at - 40), at);
  const registered = /登记(?:在|于)([^，。；：、\s]{2,20}?)名下(?:的|位于|坐落于)*$/.exec(before);
  if (registered) return [registered[1]!.replace(/^(?:被执行人|案外人|第三人|申请人|利害关系人|异议人)/, '')];
  const stranger =
    /(?:^|[；，。：、\]】])((?:[\u4e00-\u9fa5]{2,4}、){0,5}[\u4e00-\u9fa5]{2,4}?)(?:共有|拥有|共同拥有|取得|获得)$/.exec(
      before,
    );
  return stranger ? stranger[1]!.split('、').filter((name) => !NO_NAME.test(name)) : [];
}
