/**
 * How sure, how much, how reachable: five published inputs from 0 to 1, each with its reason, and one score.
 *
 *   score = 100 × identity × (0.35 value + 0.30 reach + 0.20 room + 0.15 fresh)
 *   stars   3 from 60 · 2 from 35 · 1 from 15
 *
 * The weights are a starting guess, to be fitted to what follow-ups bring; a change of any of them is a new version.
 */
import type { Bilingual, Grade, GradeInput } from '../model/clue.js';
import { daysBetween } from '../model/date.js';
import type { Tier } from '../model/mention.js';
import { isDay } from './deadlines.js';
import { yuan } from './evidence.js';
import type { Weight } from './rule.js';

const gradeVersion = '1';
const weights = { value: 0.35, reach: 0.3, room: 0.2, fresh: 0.15 } as const;
const stars = [
  [60, 3],
  [35, 2],
  [15, 1],
] as const;

export interface Graded {
  readonly tier: Tier;
  /** In fen, and our outstanding claim. */
  readonly value: number | null;
  readonly outstanding: number | null;
  readonly reach: Weight;
  readonly room: Weight;
  /** Day of the newest document that speaks for the clue. */
  readonly since: string | null;
  readonly halfLifeDays: number;
  /** Set where a trap has sprung or a window has closed. */
  readonly zeroed: Bilingual | null;
}

export function gradeOf(clue: Graded, asOf: string): Grade {
  const inputs: GradeInput[] = [
    { name: 'identity', ...identity[clue.tier] },
    { name: 'value', ...valueOf(clue) },
    { name: 'reach', ...clue.reach },
    { name: 'room', ...clue.room },
    { name: 'fresh', ...freshOf(clue, asOf) },
  ];
  const input = (name: GradeInput['name']): number => inputs.find((one) => one.name === name)?.value ?? 0;
  const sum =
    weights.value * input('value') +
    weights.reach * input('reach') +
    weights.room * input('room') +
    weights.fresh * input('fresh');
  const score = clue.zeroed ? 0 : Math.round(100 * input('identity') * sum);
  return {
    asOf,
    score,
    stars: stars.find(([from]) => score >= from)?.[1] ?? 0,
    inputs,
    ...(clue.zeroed ? { zeroed: clue.zeroed } : {}),
    version: gradeVersion,
  };
}

const identity: Readonly<Record<Tier, Weight>> = {
  T1: { value: 1, reason: { zh: '证件号码一致', en: 'An identifier agrees' } },
  T2: {
    value: 0.5,
    reason: { zh: '名称及至少两项独立特征一致', en: 'Name and at least two independent features agree' },
  },
  T3: {
    value: 0.1,
    reason: { zh: '名称一致或脱敏名称相符，未核实', en: 'The name agrees, or a masked one fits: unverified' },
  },
};

/** What an unstated sum counts as: neither nothing nor much. */
const unstated = 0.3;

function valueOf({ value, outstanding }: Graded): Weight {
  if (value === null) return { value: unstated, reason: { zh: '金额未载明', en: 'No sum is stated' } };
  if (outstanding === null)
    return {
      value: unstated,
      reason: {
        zh: `载明${yuan(value)}元；我方未偿余额不详`,
        en: `${yuan(value)} yuan stated; our outstanding claim is not known`,
      },
    };
  const share = outstanding === 0 ? 0 : Math.min(1, value / outstanding);
  return {
    value: round(share),
    reason: {
      zh: `载明${yuan(value)}元，我方未偿${yuan(outstanding)}元`,
      en: `${yuan(value)} yuan stated, ${yuan(outstanding)} outstanding to us`,
    },
  };
}

function freshOf({ since, halfLifeDays }: Graded, asOf: string): Weight {
  if (!isDay(since)) return { value: 0.3, reason: { zh: '文书日期不详', en: 'The documents carry no full date' } };
  const days = Math.max(0, daysBetween(since, asOf));
  return {
    value: round(0.5 ** (days / halfLifeDays)),
    reason: {
      zh: `最近文书距今${days}天，半衰期${halfLifeDays}天`,
      en: `Latest document ${days} days old, half-life ${halfLifeDays}`,
    },
  };
}

const round = (share: number): number => Math.round(share * 1000) / 1000;
