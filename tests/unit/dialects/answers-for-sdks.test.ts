import { describe, expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { fixture, jsonFixture, readAll, writeAll } from './streams';

describe('what the vendors’ SDKs insist on', () => {
  it('is a role in a chat stream that has nothing but an end', () => {
    const written = writeAll(dialectFor('openai-chat'), [
      { type: 'start', id: 'id1', model: 'm' },
      { type: 'finish', index: 0, reason: 'content_filter' },
    ]);
    expect(written).toContain('"delta":{"role":"assistant","content":""}');
  });
});

describe('reasoning that is shown and encrypted', () => {
  it('is both in an Anthropic answer in one piece, as in a stream', () => {
    const answer = dialectFor('openai-responses').decodeResponse(
      jsonFixture('openai-responses', 'reasoning.json'),
    );
    expect(dialectFor('anthropic-messages').encodeResponse(answer)['content']).toEqual([
      { type: 'thinking', thinking: 'Think of weather first.', signature: 'tollgate:openai-responses:' },
      { type: 'redacted_thinking', data: 'tollgate:openai-responses:rs_1|gAAAAABencrypted' },
      { type: 'text', text: 'Tokens are pieces – 天気.' },
    ]);
  });
});

describe('proof of reasoning in a chat stream', () => {
  it('comes once, whole, with the text that it proves, before the end', () => {
    const parts = readAll(dialectFor('anthropic-messages'), fixture('anthropic-messages', 'thinking.sse'));
    const written = writeAll(dialectFor('openai-chat'), parts);
    const details = [...written.matchAll(/"reasoning_details":(\[.*?\])/g)].map(([, json]) => json ?? '');
    expect(details).toHaveLength(1);
    expect(JSON.parse(details[0] ?? '')).toEqual([
      {
        type: 'reasoning.text',
        text: 'Think of weather first.',
        signature: 'EqQBCgIYAhIMsig=',
        format: 'anthropic-messages',
        index: 0,
      },
      { type: 'reasoning.encrypted', data: 'EmwKAhgBEgyREDACTED', format: 'anthropic-messages', index: 1 },
    ]);
    expect(written.indexOf('reasoning_details')).toBeLessThan(written.indexOf('"finish_reason":"stop"'));
  });
});
