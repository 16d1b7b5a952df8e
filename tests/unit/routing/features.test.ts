import { describe, expect, it } from 'vitest';
import type { ChatMessage, ContentPart } from '@/lib/dialects/chat';
import { readFeatures } from '@/lib/routing/features';

const CALLER = { keyId: 'k', tags: {}, at: 0 };

function tokensOf(...messages: ChatMessage[]): number {
  const question: ChatMessage = { role: 'user', content: [{ type: 'text', text: 'And now?' }] };
  return readFeatures({ model: 'm', stream: false, messages: [...messages, question] }, CALLER).inputTokens;
}
const said = (over: Partial<Extract<ChatMessage, { role: 'assistant' }>>): ChatMessage => ({
  role: 'assistant',
  content: [],
  ...over,
});
const asked = (part: ContentPart): ChatMessage => ({ role: 'user', content: [part] });
const native = (value: unknown) =>
  asked({ type: 'native', dialect: 'anthropic-messages', path: 'messages.0.content.0', value });

describe('the estimated size of a prompt', () => {
  it('counts the arguments of tool calls', () => {
    const call = { id: 'c', name: 'save', arguments: 'x'.repeat(4_000) };
    expect(tokensOf(said({ toolCalls: [call] })) - tokensOf(said({}))).toBe(1_001);
  });

  it('counts reasoning that is sent back, in the clear or encrypted', () => {
    const reasoning = [
      { text: 'x'.repeat(4_000), signature: 's'.repeat(400) },
      { encrypted: 'x'.repeat(400) },
    ];
    expect(tokensOf(said({ reasoning })) - tokensOf(said({}))).toBe(1_100);
  });

  it('counts a file as a flat number, whatever its size', () => {
    const small = tokensOf(asked({ type: 'file', data: 'x' }));
    expect(small).toBeGreaterThan(1_500);
    expect(tokensOf(asked({ type: 'file', data: 'x'.repeat(1_000_000) }))).toBe(small);
  });

  it('counts what only one dialect can say by its text, and bytes within it as a file', () => {
    const empty = tokensOf(native({}));
    expect(tokensOf(native({ text: 'word '.repeat(800) })) - empty).toBe(1_001);
    expect(tokensOf(native({ parts: [{ data: 'x'.repeat(1_000_000) }] })) - empty).toBeLessThan(1_510);
    expect(tokensOf(native({ parts: [{ data: 'x'.repeat(1_000_000) }] })) - empty).toBeGreaterThan(1_499);
  });
});
