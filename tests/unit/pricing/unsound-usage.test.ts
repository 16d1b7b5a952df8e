import { describe, expect, it } from 'vitest';
import { MOST_IN_ONE_ANSWER, unsoundCounts } from '@/lib/pricing/unsound-usage';
import { USAGE_CASES } from '../dialects/usage-cases';

describe('usage that cannot be right', () => {
  it.each([
    ['negative', -1],
    ['fractional', 1.5],
    ['text', '12'],
    ['a truth', true],
    ['not a number', Number.NaN],
    ['endless', Number.POSITIVE_INFINITY],
    ['beyond all measure', MOST_IN_ONE_ANSWER + 1],
    ['beyond what a double counts', 2 ** 60],
  ])('a count that is %s is found, wherever it stands', (_what, wrong) => {
    expect(unsoundCounts({ prompt_tokens: wrong, completion_tokens: 1 })).toEqual(['prompt_tokens']);
    expect(unsoundCounts({ prompt_tokens: 3, prompt_tokens_details: { cached_tokens: wrong } })).toEqual([
      'prompt_tokens_details.cached_tokens',
    ]);
    expect(unsoundCounts({ promptTokensDetails: [{ modality: 'TEXT', tokenCount: wrong }] })).toEqual([
      'promptTokensDetails.0.tokenCount',
    ]);
  });

  it('the largest count that can be is none of them, and nor is 0, null or an absent one', () => {
    expect(
      unsoundCounts({ input_tokens: MOST_IN_ONE_ANSWER, output_tokens: 0, cached_tokens: null }),
    ).toEqual([]);
    expect(unsoundCounts(undefined)).toEqual([]);
  });

  it('no usage of any vendor is taken for it, costs and times beside the counts included', () => {
    for (const [, , raw] of USAGE_CASES) expect(unsoundCounts(raw)).toEqual([]);
    expect(unsoundCounts({ total_time: 0.5, cost: 0.0123, service_tier: 'flex', queue_time: -0.1 })).toEqual(
      [],
    );
  });

  it('an endlessly nested one ends', () => {
    const loop: Record<string, unknown> = { tokens: -1 };
    loop['inner'] = loop;
    expect(unsoundCounts(loop).length).toBeLessThan(20);
  });
});
