import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerMemory } from '@/lib/cache/answer-memory';
import { sizeOf, type KeptAnswer } from '@/lib/cache/kept-answer';

const answer = (key: string, bytes: number, over: Partial<KeptAnswer> = {}): KeptAnswer => ({
  ...{ key, workspaceId: 'w', ruleId: 'r', body: Buffer.alloc(bytes), stream: false },
  usage: { provider: 'p', model: 'm', upstreamModel: 'm', meters: {} },
  ...{ latencyMs: 1, storedAt: 1, expiresAt: 1_000, ...over },
});

describe('answers in memory', () => {
  it('never hold more bytes than they may, and count them right, whatever comes', () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      bytes: fc.nat(6_000),
      at: fc.nat(2_000),
      drop: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const memory = new AnswerMemory(10_000);
        for (const { key, bytes, at, drop } of steps) {
          memory.put(answer(key, bytes, { storedAt: at }));
          memory.get(key, at);
          if (drop) memory.dropWhere((one) => one.key === key);
          const held = ['a', 'b', 'c', 'd'].flatMap((name) => memory.get(name, 0) ?? []);
          expect(memory.view.bytes).toBeLessThanOrEqual(10_000);
          expect(memory.view).toEqual({
            answers: held.length,
            bytes: held.reduce((sum, one) => sum + sizeOf(one), 0),
          });
        }
      }),
    );
  });
  it('let go first what was used longest ago', () => {
    const memory = new AnswerMemory(3 * sizeOf(answer('x', 100)));
    for (const key of ['a', 'b', 'c']) memory.put(answer(key, 100));
    memory.get('a', 1);
    memory.put(answer('d', 100));
    expect(['a', 'b', 'c', 'd'].map((key) => memory.has(key))).toEqual([true, false, true, true]);
  });
  it('end at their instant, and earlier where the rule has become stricter', () => {
    const memory = new AnswerMemory(10_000);
    memory.put(answer('a', 1));
    expect([memory.get('a', 999), memory.get('a', 500, 500), memory.get('a', 501, 500)].map(Boolean)).toEqual(
      [true, true, false],
    );
    expect(memory.get('a', 1_000)).toBeUndefined();
    expect(memory.view.answers).toBe(0);
  });
  it('a later answer stays against an earlier one', () => {
    const memory = new AnswerMemory(10_000);
    for (const storedAt of [5, 3]) memory.put(answer('a', storedAt, { storedAt }));
    expect(memory.get('a', 1)?.storedAt).toBe(5);
  });
});
