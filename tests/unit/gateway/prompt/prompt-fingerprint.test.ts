import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ChatRequest } from '@/lib/dialects/chat';
import { promptFingerprint } from '@/lib/gateway/prompt/prompt-fingerprint';

const KEY = '00'.repeat(32);
const chat = (texts: readonly string[], over: Partial<ChatRequest> = {}) =>
  ({
    model: 'auto',
    messages: texts.map((text) => ({ role: 'user', content: [{ type: 'text', text }] })),
    stream: false,
    ...over,
  }) as ChatRequest;

it('the same prompt has the same fingerprint, whoever asks, streamed or not, with white space around it', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (texts) => {
      const padded = texts.map((text) => `  ${text.trim()}\n`);
      expect(promptFingerprint(KEY, chat(padded, { stream: true, user: 'u' }))).toBe(
        promptFingerprint(KEY, chat(texts)),
      );
    }),
  );
});

it('another text, another order of messages, another model or another key gives another one', () => {
  const all = [
    promptFingerprint(KEY, chat(['a', 'b'])),
    promptFingerprint(KEY, chat(['b', 'a'])),
    promptFingerprint(KEY, chat(['a\nb'])),
    promptFingerprint(KEY, chat(['a', 'b'], { model: 'other' })),
    promptFingerprint('11'.repeat(32), chat(['a', 'b'])),
  ];
  expect(new Set(all).size).toBe(all.length);
  for (const one of all) expect(one).toMatch(/^[\w-]{11}$/);
});

it('of long prompts both ends and the length count', () => {
  const long = (middle: string, end = 'e') =>
    promptFingerprint(KEY, chat([`s${middle.repeat(50_000)}${end}`]));
  expect(long('x', 'f')).not.toBe(long('x'));
  expect(long('xy')).not.toBe(long('x'));
});

it('a prompt with an image has none', () => {
  const image = {
    type: 'image' as const,
    source: { kind: 'url' as const, url: 'https://example.com/a.png' },
  };
  expect(
    promptFingerprint(KEY, chat([], { messages: [{ role: 'user', content: [image] }] })),
  ).toBeUndefined();
});
