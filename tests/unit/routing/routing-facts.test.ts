import { describe, expect, test } from 'vitest';
import { keptFacts } from '@/lib/ledger/ingest/kept-facts';
import type { Features } from '@/lib/routing/features';
import { routingFacts } from '@/lib/routing/routing-facts';
import { stickyShare } from '@/lib/routing/sticky-share';

const PLAIN: Features = {
  requestedModel: 'auto',
  task: 'code',
  signals: ['says "function"'],
  inputTokens: 12,
  chars: 48,
  promptText: 'a secret plan',
  stream: false,
  needs: { tools: false, images: false },
  keyId: 'k',
  tags: { app: 'shop' },
  at: 0,
};

describe('facts that are kept of a request', () => {
  test('of a plain request are its length only', () => expect(routingFacts(PLAIN)).toEqual({ chars: 48 }));

  test('hold no word of the prompt', () =>
    expect(JSON.stringify(routingFacts({ ...PLAIN, session: 'the secret session' }))).not.toContain(
      'secret',
    ));

  test('name what it needs, what it asks for, and the number of its session', () => {
    const needs = { tools: true, images: false, jsonSchema: true };
    expect(
      routingFacts({ ...PLAIN, needs, maxOutputTokens: 100, accuracy: 0.9, language: 'vi', session: 's' }),
    ).toEqual({
      chars: 48,
      needs: ['tools', 'jsonSchema'],
      maxOutputTokens: 100,
      accuracy: 0.9,
      language: 'vi',
      share: stickyShare('s'),
    });
  });

  test('come to the row with the tokens that rules saw', () => {
    const route = { task: 'code', signals: [], inputTokensEstimated: 12, candidates: [], skipped: [] };
    expect(keptFacts({ route, facts: { chars: 48 } })).toEqual({ chars: 48, promptTokens: 12 });
    expect(
      keptFacts({ route: { ...route, learnedTask: 'coding', confidence: 0.8 }, facts: { chars: 48 } }),
    ).toEqual({
      chars: 48,
      promptTokens: 12,
      learnedTask: 'coding',
      confidence: 0.8,
    });
  });

  test('are null where nobody kept any', () => {
    const route = { task: '', signals: [], inputTokensEstimated: 0, candidates: [], skipped: [] };
    expect(keptFacts({ route })).toBeNull();
  });
});
