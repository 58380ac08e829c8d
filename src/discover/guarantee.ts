/** Whether a guarantor can still be asked on a day: the guarantee period, and what the file shows to have kept it. */
import type { Bilingual, Trap } from '../model/clue.js';
import { guaranteePeriod, isDay, type GuaranteePeriod } from './deadlines.js';
import type { Guarantee } from './rule.js';
import type { Stand } from './stand.js';

export interface GuaranteeState {
  /** kept: suit or demand within the period is on file · running · over: none on file and the period has ended · unknown: no day to count from */
  readonly state: 'kept' | 'running' | 'over' | 'unknown';
  readonly period: GuaranteePeriod | null;
  readonly reason: Bilingual;
}

const best: readonly GuaranteeState['state'][] = ['over', 'unknown', 'running', 'kept'];

/** Of several guarantees by one party the one that reaches farthest. */
export function guaranteeState(
  guarantees: readonly Guarantee[],
  guarantor: string,
  stand: Stand,
  asOf: string,
): GuaranteeState {
  const states = guarantees.map((guarantee) => stateOf(guarantee, guarantor, stand, asOf));
  states.sort(
    (a, b) =>
      best.indexOf(b.state) - best.indexOf(a.state) || (b.period?.until ?? '').localeCompare(a.period?.until ?? ''),
  );
  return (
    states[0] ?? {
      state: 'unknown',
      period: null,
      reason: { zh: '保证期间无从计算', en: 'The guarantee period cannot be counted' },
    }
  );
}

function stateOf(guarantee: Guarantee, guarantor: string, stand: Stand, asOf: string): GuaranteeState {
  const period = guaranteePeriod(guarantee);
  if (!period)
    return {
      state: 'unknown',
      period,
      reason: {
        zh: '主债务到期日和约定期间均未载明，保证期间无从计算',
        en: 'Neither due day nor agreed period is known: the guarantee period cannot be counted',
      },
    };
  const { until, mode } = period;
  const sued = stand.filedOn.find((day) => day <= until);
  if (sued)
    return {
      state: 'kept',
      period,
      reason: {
        zh: `保证期间（至${until}）内已于${sued}起诉`,
        en: `Sued on ${sued}, within the guarantee period to ${until}`,
      },
    };
  const asked =
    mode === 'jointAndSeveral' &&
    stand.contacts.find(
      (contact) => isDay(contact.on) && contact.on <= until && (contact.whom ?? '').includes(guarantor),
    );
  if (asked)
    return {
      state: 'kept',
      period,
      reason: {
        zh: `保证期间（至${until}）内已于${asked.on ?? ''}向该保证人主张`,
        en: `Demand on this guarantor on ${asked.on ?? ''}, within the period to ${until}`,
      },
    };
  return until >= asOf
    ? { state: 'running', period, reason: { zh: `保证期间至${until}`, en: `Guarantee period to ${until}` } }
    : {
        state: 'over',
        period,
        reason: {
          zh: `保证期间已于${until}届满，档案中未见期间内${mode === 'general' ? '对债务人的起诉或仲裁' : '向该保证人的主张'}（如有，请补录）`,
          en: `The guarantee period ended on ${until}; the file shows no ${mode === 'general' ? 'suit or arbitration against the debtor' : 'demand on this guarantor'} within it (if there was one, enter it)`,
        },
      };
}

export const guaranteeTrap = ({ state, reason }: GuaranteeState): Trap => ({
  name: { zh: `保证期间届满：${reason.zh}`, en: `guarantee period over: ${reason.en}` },
  state: state === 'kept' ? 'clear' : state === 'over' ? 'sprung' : 'open',
});
