import { describe, expect, it } from 'vitest';
import { AnswerMemory } from '@/lib/cache/answer-memory';
import type { KeptAnswer } from '@/lib/cache/kept-answer';
import { unitVector, type Meaning } from '@/lib/cache/semantic/meaning';
import { SemanticIndex } from '@/lib/cache/semantic/semantic-index';

const vector = (...numbers: number[]) => unitVector(numbers) ?? new Float32Array();
const meaning = (over: Partial<Meaning> = {}): Meaning => ({
  ...{ group: 'g', context: 'c', prompt: 'the capital of France', vector: vector(1, 0.1) },
  ...over,
});
const answer = (key: string, over: Partial<Meaning> = {}): KeptAnswer => ({
  ...{
    key,
    workspaceId: 'w',
    ruleId: 'r',
    body: Buffer.from('x'),
    stream: false,
    latencyMs: 1,
    storedAt: 1,
    expiresAt: 1e15,
  },
  usage: { provider: 'p', model: 'm', upstreamModel: 'm', meters: {} },
  meaning: meaning(over),
});
const wanted = (over: Partial<Meaning> = {}, threshold = 0.92) => ({
  ...meaning({ vector: vector(1, 0), ...over }),
  threshold,
});
const still = () => 0;

describe('the index of meanings', () => {
  it('finds the most alike prompt that asks for the same', () => {
    const index = new SemanticIndex(still);
    index.add(answer('far', { vector: vector(1, 0.4) }));
    index.add(answer('near', { vector: vector(1, 0.01) }));
    expect(index.nearest(wanted())?.key).toBe('near');
  });
  it.each([
    ['another tenant or rule', { group: 'other' }],
    ['another system prompt, model or parameter', { context: 'other' }],
    ['another name, however alike', { prompt: 'the capital of Germany' }],
    ['a vector of another model', { vector: vector(1, 0, 0) }],
  ])('finds nothing for %s', (_, over) => {
    const index = new SemanticIndex(still);
    index.add(answer('one'));
    expect(index.nearest(wanted(over))).toBeUndefined();
  });
  it('holds the threshold exactly: at it, not below it', () => {
    const index = new SemanticIndex(still);
    index.add(answer('one', { vector: vector(0.92, Math.sqrt(1 - 0.92 ** 2)) }));
    const similarity = index.nearest(wanted({}, 0.5))?.similarity ?? 0;
    expect(similarity).toBeCloseTo(0.92, 5);
    expect(index.nearest(wanted({}, similarity))?.key).toBe('one');
    expect(index.nearest(wanted({}, similarity + 1e-9))).toBeUndefined();
  });
  it('is bounded in prompts and groups; the oldest go', () => {
    const index = new SemanticIndex(still, { perGroup: 2, groups: 2, searchMs: 5 });
    for (const key of ['a', 'b', 'c']) index.add(answer(key));
    expect(index.size).toBe(2);
    for (const group of ['h', 'i']) index.add(answer(group, { group }));
    expect([index.size, index.nearest(wanted())]).toEqual([2, undefined]);
  });
  it('ends its search in time, with what it has found', () => {
    let nowMs = 0;
    const index = new SemanticIndex(() => (nowMs += 1), { perGroup: 10_000, groups: 2, searchMs: 5 });
    index.add(answer('first'));
    for (let n = 0; n < 5_000; n += 1) index.add(answer(`k${n}`, { context: 'other' }));
    index.add(answer('last', { vector: vector(1, 0) }));
    expect(index.nearest(wanted())?.key).toBe('first');
    expect(nowMs).toBeLessThan(20);
  });
  it('forgets what the memory forgets', () => {
    const index = new SemanticIndex(still);
    const memory = new AnswerMemory(4_000, index);
    for (const key of ['a', 'b', 'c', 'd']) memory.put(answer(key));
    expect(index.size).toBe(memory.view.answers);
    memory.dropWhere(() => true);
    expect(index.size).toBe(0);
  });
  it.each([[[]], [[0, 0]], [[Number.NaN]], [[Infinity]]])(
    'takes no vector without a direction: %o',
    (numbers) => {
      expect(unitVector(numbers)).toBeUndefined();
    },
  );
});
