import { expect, test } from 'vitest';
import { estimateAttempt } from '@/lib/budgets/estimate-attempt';
import type { ChatRequest } from '@/lib/dialects/chat';
import { formatPico, parseUsd } from '@/lib/pricing/money';
import { readFeatures } from '@/lib/routing/features';
import { resolveTarget } from '@/lib/routing/select-targets';
import { snapshotOf } from '@/tests/support/gateway-fixture';
import { row } from '../pricing/price-rows';

/** USD for a token: text 1, speech 10, an answer in text 2, a spoken one 20. */
const RATES = { 'in.text': 1, 'in.audio': 10, 'out.text': 2, 'out.audio': 20 } as const;

function targetWith(meters: readonly (keyof typeof RATES)[]) {
  const snapshot = snapshotOf(
    {
      providers: [{ id: 'p', dialect: 'openai-chat', baseUrl: 'https://p.example.com/v1' }],
      models: [{ id: 'm', offers: [{ provider: 'p', model: 'm' }] }],
      prices: meters.map((meter) =>
        row({ id: meter, provider: 'p', model: 'm', meter, rate: String(RATES[meter]), per: 1 }),
      ),
    },
    [],
  );
  const [target] = resolveTarget('m', snapshot);
  if (target === undefined) throw new Error('no target');
  return { target, prices: snapshot.prices };
}

/** A minute of 16 kHz sound, 32,000 bytes a second. */
const MINUTE = Buffer.alloc(60 * 32_000).toString('base64');
const speech: ChatRequest = {
  ...{ door: 'openai-chat', model: 'm', stream: false, maxOutputTokens: 100 },
  messages: [{ role: 'user', content: [{ type: 'audio', format: 'wav', data: MINUTE }] }],
};

function wanted(chat: ChatRequest, meters = Object.keys(RATES) as (keyof typeof RATES)[]) {
  const { inputTokens, audioTokens } = readFeatures(chat, { keyId: 'k', tags: {}, at: 0 });
  const estimate = estimateAttempt({
    ...targetWith(meters),
    ...{ chat, inputTokens, audioTokens, embeddings: false, at: Date.now(), smallestLimit: parseUsd('1') },
  });
  return estimate === undefined ? undefined : formatPico(estimate.want);
}

test('speech is counted by its length and held at the price of speech', () => {
  const { inputTokens, audioTokens } = readFeatures(speech, { keyId: 'k', tags: {}, at: 0 });
  // 32 a second, and four around the message.
  expect([inputTokens, audioTokens]).toEqual([1_924, 1_920]);
  // With the margins: 6 + 32 of text, 2,496 of speech, 100 of the answer.
  expect(wanted(speech)).toBe(String(38 * 1 + 2_496 * 10 + 100 * 2));
});

test('an answer that may be spoken is held at the dearer price', () => {
  expect(wanted({ ...speech, extra: { audio: { voice: 'alloy', format: 'wav' } } })).toBe(
    String(38 * 1 + 2_496 * 10 + 100 * 20),
  );
});

test('speech without a price has no estimate: no budget can cover it', () => {
  expect(wanted(speech, ['in.text', 'out.text'])).toBeUndefined();
  expect(wanted({ ...speech, extra: { audio: {} } }, ['in.text', 'in.audio', 'out.text'])).toBeUndefined();
});

test('text alone is held as before, whatever speech costs', () => {
  const text: ChatRequest = {
    ...speech,
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
  };
  expect(readFeatures(text, { keyId: 'k', tags: {}, at: 0 }).audioTokens).toBeUndefined();
  expect(wanted(text, ['in.text', 'out.text'])).toBe(wanted(text));
});
