/**
 * The words by which court documents say what somebody is in the proceedings (民事诉讼法; 《人民法院民事裁判文书制作规范》): party,
 * representative of an organization, or agent.
 */
import type { PartyRole } from '../model/courtDocument.js';

const roles: Readonly<Record<PartyRole, readonly string[]>> = {
  plaintiff: ['原告', '原告人', '起诉人', '本诉原告'],
  defendant: ['被告', '被起诉人', '本诉被告'],
  thirdParty: ['第三人', '有独立请求权的第三人', '无独立请求权的第三人', '有独立请求权第三人', '无独立请求权第三人'],
  appellant: ['上诉人'],
  appellee: ['被上诉人'],
  applicant: [
    '申请人', '申请复议人', '复议申请人', '申请保全人', '保全申请人', '债权人', '申请宣告人', '公示催告申请人', '申请变更人', '申请追加人', '赔偿请求人',
  ], // prettier-ignore
  respondent: [
    '被申请人',
    '被保全人',
    '债务人',
    '被申请保全人',
    '保全被申请人',
    '被追加人',
    '被变更人',
    '被申请追加人',
  ],
  enforcementApplicant: ['申请执行人', '执行申请人', '申请强制执行人'],
  judgmentDebtor: ['被执行人', '被申请执行人', '被申请强制执行人', '追加被执行人', '变更被执行人'],
  objector: ['异议人', '案外人', '执行异议人', '异议申请人', '申请异议人', '案外异议人'],
  interestedParty: ['利害关系人'],
  counterPlaintiff: ['反诉原告', '反诉人', '原审反诉原告', '一审反诉原告'],
  counterDefendant: ['反诉被告', '被反诉人', '原审反诉被告', '一审反诉被告'],
  retrialApplicant: ['再审申请人', '申请再审人', '申诉人'],
  retrialRespondent: ['再审被申请人', '被申请再审人', '被申诉人'],
  originalPlaintiff: ['原审原告', '一审原告', '原一审原告'],
  originalDefendant: ['原审被告', '一审被告', '原一审被告'],
  originalThirdParty: ['原审第三人', '一审第三人', '原一审第三人'],
  addressee: [],
};

/** Role word -> the role; words of roles that the vocabulary has not (二审上诉人) are missing. */
export const roleOf: ReadonlyMap<string, PartyRole> = new Map(
  (Object.entries(roles) as [PartyRole, readonly string[]][]).flatMap(([role, words]) =>
    words.map((word) => [word, role] as const),
  ),
);

/** Words of a role in an earlier stage that the vocabulary does not keep. */
const elsewhere = [
  '二审上诉人',
  '二审被上诉人',
  '原审上诉人',
  '原审被上诉人',
  '原二审上诉人',
  '原二审被上诉人',
  '原审申请人',
  '原审被申请人',
  '原申请执行人',
  '原被执行人',
];

const longestFirst = (words: Iterable<string>): string[] => [...words].sort((a, b) => b.length - a.length);

/** Alternation of all role words, longest first, for running text. */
export const partyWords = longestFirst([...roleOf.keys(), ...elsewhere]).join('|');

/** As `partyWords`, where headings are spaced out: 原 告. */
export const spacedPartyWords = longestFirst([...roleOf.keys(), ...elsewhere])
  .map((word) => (word.length <= 3 ? [...word].join('[ \\u3000]{0,4}') : word))
  .join('|');

export const representativeWords =
  '(?:法定|诉讼)?代\\s?表\\s?人(?:[（(](?:主要)?负责人[）)]|(?:暨|或|/|、)?(?:主要)?负责人)?|(?:主要|该[\\u4e00-\\u9fa5]{0,4})?负\\s?责\\s?人|(?:实际)?经\\s?营\\s?者|经营人|业\\s?主|执行(?:事务)?合伙人(?:委派代表)?|投资人|户主|委派代表';

export const agentWords =
  '(?:特别授权|一般授权|一般|共同|全权|法律援助)?(?:委托)?(?:诉\\s?讼)?代\\s?理\\s?人|委托人(?=[：:])|委托(?:诉讼)?代理(?=[：:])|委托代(?=[：:])|(?:共同)?(?:法定|指定)(?:诉讼)?代理人|(?:法定)?监护人|辩护人|诉讼辅助人|(?:上述|上列|以上)?[一二三四五六七八九十两\\d]{0,2}(?:当事人)?(?:共同|均)委托';

/** The roles that a text in brackets names: 原审被告、反诉原告. Empty when it is something else than roles. */
export function rolesIn(text: string): readonly PartyRole[] {
  const found: PartyRole[] = [];
  for (const word of text.replace(/\s/g, '').split(/[、，,；;及暨兼和/]|并案/)) {
    const bare = word.replace(/^(?:系|即|原系|均为|均系|为|本案)/, '').replace(/[一二三四五六七八九十\d]{1,2}$/, '');
    const role = roleOf.get(bare);
    if (role && !found.includes(role)) found.push(role);
  }
  return found;
}
