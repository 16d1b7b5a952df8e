import { describe, expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { anthropic, body, messages, to } from './requests';

describe('a request of the Anthropic door elsewhere', () => {
  it('thinking finds its way back to its own vendor only', () => {
    const writer = dialectFor('anthropic-messages').writeStream(anthropic({}));
    const written =
      writer.write({ type: 'reasoning', index: 0, text: 'hm', origin: 'openai-chat' }) +
      writer.write({ type: 'done' });
    const signature = /"signature_delta","signature":"([^"]+)"/.exec(written)?.[1];
    const history = [
      ...messages,
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'hm', signature },
          { type: 'text', text: 'ok' },
        ],
      },
      ...messages,
    ];
    const request = anthropic({ messages: history });
    expect(JSON.stringify(to('openai-chat', request).body)).toContain('"reasoning_content":"hm"');
    expect(JSON.stringify(to('anthropic-messages', request).body)).not.toContain('thinking');
    const own = anthropic({
      messages: [
        ...messages,
        { role: 'assistant', content: [{ type: 'thinking', thinking: 'hm', signature: 'EqQB' }] },
      ],
    });
    expect(JSON.stringify(to('anthropic-messages', own).body)).toContain('EqQB');
    expect(JSON.stringify(to('openai-chat', own).body)).not.toContain('hm');
  });

  it('images in tool results follow after all answers', () => {
    const result = (id: string) => ({
      type: 'tool_result',
      tool_use_id: id,
      content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA' } }],
    });
    const use = (id: string) => ({ type: 'tool_use', id, name: 'f', input: {} });
    const request = anthropic({
      messages: [
        ...messages,
        { role: 'assistant', content: [use('a'), use('b')] },
        { role: 'user', content: [result('a'), result('b')] },
      ],
    });
    const sent = body(to('openai-chat', request))['messages'] as { role: string }[];
    expect(sent.map((message) => message.role)).toEqual(['user', 'assistant', 'tool', 'tool', 'user']);
  });

  it('cache breakpoints are read, and dropped by name', () => {
    const request = anthropic({
      system: [{ type: 'text', text: 's', cache_control: { type: 'ephemeral', ttl: '1h' } }],
    });
    expect(request.messages[0]?.content[0]).toEqual({ type: 'text', text: 's', cacheMarker: { ttl: '1h' } });
    expect(to('openai-chat', request).dropped).toEqual(['cache_control']);
  });
});
