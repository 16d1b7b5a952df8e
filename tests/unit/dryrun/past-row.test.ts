import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replayedRequest, type PastRow } from '@/lib/dryrun/past-row';
import { keptFacts } from '@/lib/ledger/ingest/kept-facts';
import type { Features } from '@/lib/routing/features';
import { TASKS } from '@/lib/routing/tasks';
import { TASK_TYPES } from '@/lib/routing/learn/task-types';
import { compilePolicy } from '@/lib/routing/policy/compile-policy';
import { READY_POLICIES } from '@/lib/routing/policy/ready-policies';
import { policySchema } from '@/lib/routing/policy/schemas';
import { routingFacts } from '@/lib/routing/routing-facts';
import { stickyShare } from '@/lib/routing/sticky-share';

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const name = fc.constantFrom('a', 'b', 'c');
const features: fc.Arbitrary<Features> = fc.record({
  requestedModel: fc.constantFrom('auto', 'gpt-4.1', 'x'),
  task: fc.constantFrom(...TASKS, ...TASK_TYPES),
  signals: fc.constant([]),
  learnedTask: maybe(fc.constantFrom(...TASK_TYPES)),
  inputTokens: fc.nat(300_000),
  chars: fc.nat(1_000_000),
  stream: fc.boolean(),
  needs: fc.record({ tools: fc.boolean(), images: fc.boolean(), jsonSchema: fc.boolean() }),
  keyId: name,
  team: maybe(name),
  user: maybe(name),
  session: maybe(name),
  tags: fc.dictionary(fc.constantFrom('app', 'tier'), name),
  at: fc.integer({ min: 0, max: 2_000_000_000_000 }),
  accuracy: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
  latencyMs: maybe(fc.nat(10_000)),
  language: maybe(fc.constantFrom('vi', 'en')),
  maxOutputTokens: maybe(fc.nat(10_000)),
});

/** The row that the books have of a request with these features. */
function rowOf(of: Features): PastRow {
  const route = {
    task: of.task,
    signals: [],
    inputTokensEstimated: of.inputTokens,
    candidates: [],
    skipped: [],
    ...(of.learnedTask === undefined ? {} : { learnedTask: of.learnedTask, confidence: 0.5 }),
  };
  const facts = keptFacts({ facts: routingFacts(of), route });
  return {
    id: 'req_1',
    startedAt: new Date(of.at).toISOString(),
    keyId: of.keyId,
    team: of.team ?? null,
    api: 'openai-chat',
    stream: of.stream,
    requestedModel: of.requestedModel,
    provider: 'p',
    model: 'm',
    task: of.task,
    cache: '',
    endUser: of.user ?? null,
    tags: { ...of.tags },
    latencyMs: 1,
    inputTokens: 7,
    costUsd: null,
    facts: facts === null ? null : (JSON.parse(JSON.stringify(facts)) as PastRow['facts']),
  };
}

/** One rule for each condition that what is kept can answer, each with a target of its own. */
const EACH = policySchema.parse({
  name: 'each',
  rules: [
    { models: ['gpt-4.1'] },
    { tasks: ['code', 'law'] },
    { minInputTokens: 200_000 },
    { maxChars: 1_000 },
    { accuracyAbove: 0.9 },
    { latencyBelowMs: 500 },
    { stream: true, tools: true },
    { images: true },
    { jsonSchema: true },
    { languages: ['vi'] },
    { tags: { app: ['a'] } },
    { keys: ['b'] },
    { teams: ['a'] },
    { users: ['c'] },
    { time: { zone: 'Asia/Ho_Chi_Minh', from: '09:00', to: '17:00' } },
  ].map((when, at) => ({
    id: `r${at}`,
    name: `R${at}`,
    when,
    use: { kind: 'weights', weights: { [`a${at}`]: 50, [`b${at}`]: 50 } },
  })),
});

describe('a request as it was kept', () => {
  test('is decided as it was when it came, by every policy that asks for no prompt', () => {
    const policies = [...Object.values(READY_POLICIES), EACH]
      .map((policy) => ({
        ...policy,
        rules: policy.rules.filter(({ when }) => when.promptPattern === undefined),
      }))
      .map(compilePolicy);
    fc.assert(
      fc.property(features, (before) => {
        const past = replayedRequest(rowOf(before), undefined);
        expect(past.share).toBe(stickyShare(before.session ?? before.user ?? 'req_1'));
        for (const policy of policies)
          expect(policy.decide(past.features, past.share)).toEqual(policy.decide(before, past.share));
      }),
    );
  });

  test('counts by what was billed where its facts were not kept', () => {
    const row = { ...rowOf(fc.sample(features, 1)[0] as Features), facts: null, inputTokens: 50 };
    const { features: read } = replayedRequest(row, undefined);
    expect(read).toMatchObject({ inputTokens: 50, chars: 200, needs: {} });
  });
});
