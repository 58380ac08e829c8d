/** How much of a thing is left for us. */
import type { Holding } from './holding.js';
import type { Weight } from './rule.js';

/** The share left after those before us. Ranges where a sum is missing: the middle of what the law makes likely. */
export function roomOf({ priority, encumbered, cap, value, others, seen, forAnother }: Holding): Weight {
  if (priority) return { value: 0.8, reason: { zh: '我方享有担保物权', en: 'We hold security over it' } };
  const active = others.filter((one) => !one.lifted);
  if (encumbered && cap !== null && value !== null && value > 0) {
    const left = Math.max(0, value - cap) / value;
    return {
      value: Math.round(left * 100) / 100,
      reason: {
        zh: `扣除在先担保最高额后剩余约${Math.round(left * 100)}%`,
        en: `About ${Math.round(left * 100)} % left after earlier security`,
      },
    };
  }
  if (active.length)
    return seen.member.own.kind === 'organization'
      ? {
          value: 0.2,
          reason: {
            zh: '已被他案查封；企业债务人的普通债权按查封先后受偿',
            en: 'Seized by others; of a company, unsecured creditors are paid in order of seizure',
          },
        }
      : {
          value: 0.4,
          reason: {
            zh: '已被他案查封；自然人债务人可参与分配',
            en: 'Seized by others; of a person, creditors share in proportion',
          },
        };
  if (forAnother)
    return {
      value: 0.2,
      reason: {
        zh: '我行已为另一客户的债权查封或设定担保，本债权在其后',
        en: 'We seized it or hold security over it for what another customer owes: this debt comes after that',
      },
    };
  if (encumbered)
    return { value: 0.3, reason: { zh: '设有他人担保，金额不详', en: 'Encumbered for others, sum not known' } };
  return {
    value: 0.6,
    reason: { zh: '文书未见负担；登记簿未查', en: 'No encumbrance in the documents; the register was not checked' },
  };
}
