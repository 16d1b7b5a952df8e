import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutQuotes } from '@/lib/gateway/upstream/without-quotes';

const request = (content: string) =>
  Buffer.from(
    JSON.stringify({ model: 'gpt-4o-mini-2024-07-18', max_tokens: 9, messages: [{ role: 'user', content }] }),
  );

it.each([
  [
    'what is long enough to be a quotation is cut',
    'Invalid prompt: my secret plan is to open a shop',
    'Invalid prompt: [quoted]',
  ],
  [
    'also in the middle, and twice',
    'Got <my secret plan is to open a> and <secret plan is to open a shop>.',
    'Got <[quoted]> and <[quoted]>.',
  ],
  [
    'names and values of parameters stay',
    "Unsupported value: 'max_tokens' is not below 9 for gpt-4o",
    "Unsupported value: 'max_tokens' is not below 9 for gpt-4o",
  ],
  ['a short message stays', 'no', 'no'],
])('%s', (_name, message, expected) => {
  expect(withoutQuotes(message, request('my secret plan is to open a shop'))).toBe(expected);
});

it('no run of twenty-four characters of a prompt is left, wherever it is quoted', () => {
  const words = fc.stringMatching(/^[a-z]{24,80}$/);
  fc.assert(
    fc.property(words, fc.string(), fc.string(), (secret, before, after) => {
      const left = withoutQuotes(`${before}${secret}${after}`, request(secret));
      for (let at = 0; at + 24 <= secret.length; at += 1)
        expect(left).not.toContain(secret.slice(at, at + 24));
    }),
  );
});
