import { describe, expect, test } from '@jest/globals';
import { castOf } from '../../src/discover/cast.js';
import { wonJudgmentClaim } from '../../src/discover/rules/c01WonJudgmentClaim.js';
import { alsoNamed, together } from '../../src/discover/example.js';
import { rules } from '../../src/discover/rules.js';
import { onEveryEngine } from '../engines.js';
import { worldOf } from './world.js';

onEveryEngine((on) => {
  /** Every rule's own stories are its test: the clue is found, and not where it nearly is. */
  describe.each(rules.map((rule) => [`${rule.id} ${rule.name}`, rule] as const))('%s', (_name, rule) => {
    test(`finds: ${rule.example.story}`, async () => {
      const world = await worldOf(rule.example.graph, on);
      const drafts = await rule.drafts(
        world.engine.read.bind(world.engine),
        (await castOf(world.engine.read.bind(world.engine), ['c1']))[rule.whose],
      );
      await world.close();
      expect(drafts).toHaveLength(1);
      const [draft] = drafts;
      expect(draft).toMatchObject(rule.example.expect ?? {});
      expect(draft?.facts.path.length).toBeGreaterThan(1);
      expect(draft?.evidence.length).toBeGreaterThan(0);
      expect(new Set(draft?.evidence.map((ref) => ref.document))).toEqual(
        new Set(draft?.evidence.map((ref) => ref.document).filter((id) => draft.documents.includes(id))),
      );
      expect(draft?.facts.sentence.zh).not.toMatch(/undefined|null|NaN/);
    });

    test(`does not find: ${rule.nearMiss.story}`, async () => {
      const world = await worldOf(rule.nearMiss.graph, on);
      const drafts = await rule.drafts(
        world.engine.read.bind(world.engine),
        (await castOf(world.engine.read.bind(world.engine), ['c1']))[rule.whose],
      );
      await world.close();
      expect(drafts).toEqual([]);
    });
  });
});

test('of a sum that is paid to several, no share is claimed for one', async () => {
  const shared = together(
    wonJudgmentClaim.example.graph,
    alsoNamed('won', 'won.other', 'other', '石榴食品有限公司', { roles: ['plaintiff'] }),
    { nodes: {}, links: ['order PAYABLE_TO won.other'] },
  );
  const world = await worldOf(shared);
  const read = world.engine.read.bind(world.engine);
  const [draft] = await wonJudgmentClaim.drafts(read, (await castOf(read, ['c1'])).borrower);
  await world.close();
  expect(draft?.value).toBeNull();
  expect(draft?.facts.sentence.zh).toContain('等2人共同支付1,200,000元');
});
