import { describe, expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { observeAll } from './streams';

const openai = dialectFor('openai-chat');
const anthropic = dialectFor('anthropic-messages');
const chunk = (delta: object | undefined, more: object = {}) =>
  `data: ${JSON.stringify({
    id: 'c',
    object: 'chat.completion.chunk',
    choices: delta === undefined ? [] : [{ index: 0, delta, finish_reason: null, ...more }],
    ...(delta === undefined ? more : {}),
  })}\n\n`;
const THOUGHT = { type: 'thinking', thinking: [{ type: 'text', text: 'one two three' }] };
const usage = { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 };

describe('watching an OpenAI stream', () => {
  it('role-only and empty chunks, comments and pings are not content', () => {
    const seen = observeAll(
      openai,
      `: OPENROUTER PROCESSING\n\n${chunk({ role: 'assistant', content: '' })}${chunk({})}`,
    );
    expect(seen.map((one) => one.content)).toEqual([false, false, false]);
  });

  it.each([
    ['text', { content: 'one two three' }],
    ['reasoning (DeepSeek)', { content: null, reasoning_content: 'one two three' }],
    ['reasoning (OpenRouter)', { content: '', reasoning: 'one two three' }],
    ['thoughts in a list of parts (Mistral)', { content: [THOUGHT] }],
    ['text in a list of parts (Mistral)', { content: [{ type: 'text', text: 'one two three' }] }],
    ['a refusal', { refusal: 'one two three' }],
    ['arguments of a call', { tool_calls: [{ index: 0, function: { arguments: 'one two three' } }] }],
  ])('%s is content, with its tokens, parsed or recognised', (_what, delta) => {
    const seen = observeAll(openai, chunk(delta).repeat(4));
    expect(seen).toEqual(Array(4).fill({ content: true, outputWeight: 3 }));
  });

  it('padding against traffic analysis is not output', () => {
    const padded = (text: string, pad: string) =>
      `data: {"id":"c","choices":[{"index":0,"delta":{"content":"${text}"},"finish_reason":null}],"usage":null,"obfuscation":"${pad}"}\n\n`;
    const stream =
      padded('one two', 'XXXXXXX') +
      padded('one two three four', 'Y') +
      padded('one', 'ZZZZ') +
      padded('one two three', '');
    const seen = observeAll(openai, stream);
    expect(seen.map((one) => one.outputWeight)).toEqual([2, 4, 1, 3]);
  });

  it('text that looks like an end, usage or an error is only text', () => {
    const text = '"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1},"error":{"message":"x"}} [DONE]';
    const seen = observeAll(
      openai,
      chunk({ content: 'a' }) + chunk({ content: text }) + chunk({ content: text }),
    );
    expect(seen.every((one) => one.content)).toBe(true);
    expect(seen.some((one) => one.finished ?? one.usage ?? one.error ?? one.done)).toBe(false);
  });

  it('usage in a chunk of its own is dropped when only we asked for it, and kept otherwise', () => {
    const stream =
      chunk({ content: 'a' }) + chunk({}, { finish_reason: 'stop' }) + chunk(undefined, { usage });
    expect(observeAll(openai, stream, true)[2]).toMatchObject({
      drop: true,
      usage: { provenance: 'provider' },
    });
    expect(observeAll(openai, stream, false)[2]?.drop).toBeUndefined();
  });

  it('usage on a chunk with choices is forwarded even then', () => {
    const last = `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage })}\n\n`;
    const seen = observeAll(openai, chunk({ content: 'a' }) + last, true)[1];
    expect(seen?.drop).toBeUndefined();
    expect(seen).toMatchObject({
      finished: true,
      finishReason: 'stop',
      usage: { meters: { 'out.text': 7 } },
    });
  });

  it('usage in every chunk: the last one holds, never the sum, and it is partial until the end', () => {
    const at = (completion_tokens: number, finish: string | null) =>
      `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'a' }, finish_reason: finish }], usage: { prompt_tokens: 5, completion_tokens } })}\n\n`;
    const seen = observeAll(openai, at(1, null) + at(2, null) + at(3, 'length'));
    expect(seen.map((one) => [one.usage?.meters['out.text'], one.usage?.provenance])).toEqual([
      [1, 'partial'],
      [2, 'partial'],
      [3, 'provider'],
    ]);
  });

  it('an error object is read before and after content', () => {
    const error = 'data: {"error":{"message":"Overloaded","code":502}}\n\n';
    expect(observeAll(openai, error)[0]?.error).toMatchObject({ status: 502, kind: 'server' });
    expect(observeAll(openai, chunk({ content: 'a' }).repeat(3) + error)[3]?.error?.status).toBe(502);
  });

  it('several choices interleaved are each content', () => {
    const of = (index: number, content: string) =>
      `data: {"choices":[{"index":${index},"delta":{"content":"${content}"},"finish_reason":null}]}\n\n`;
    const seen = observeAll(
      openai,
      of(0, 'one') + of(1, 'one two') + of(0, 'one two three') + of(1, 'one two three four'),
    );
    expect(seen.map((one) => one.outputWeight)).toEqual([1, 2, 3, 4]);
  });

  it('a spaced JSON style is watched as well', () => {
    const spaced = (text: string, finish: string) =>
      `data: {"choices": [{"index": 0, "delta": {"content": "${text}"}, "finish_reason": ${finish}}], "usage": null}\n\n`;
    const seen = observeAll(
      openai,
      spaced('one two', 'null') + spaced('one two three', 'null') + spaced('', '"stop"'),
    );
    expect(seen.map((one) => one.outputWeight)).toEqual([2, 3, 0]);
    expect(seen[2]?.finished).toBe(true);
  });
});

describe('watching an Anthropic stream', () => {
  const event = (body: { type: string }) => `event: ${body.type}\ndata: ${JSON.stringify(body)}\n\n`;

  it('message_delta replaces counts, keeps what it leaves out, and never adds', () => {
    const start = {
      type: 'message_start',
      message: {
        model: 'claude',
        usage: {
          input_tokens: 10,
          cache_read_input_tokens: 7,
          cache_creation: { ephemeral_5m_input_tokens: 1, ephemeral_1h_input_tokens: 2 },
          cache_creation_input_tokens: 3,
          output_tokens: 4,
        },
      },
    };
    const delta = (output_tokens: number) => ({
      type: 'message_delta',
      delta: { stop_reason: output_tokens > 8 ? 'end_turn' : null },
      usage: { input_tokens: null, output_tokens },
    });
    const seen = observeAll(anthropic, event(start) + event(delta(8)) + event(delta(12)));
    expect(seen[0]?.usage?.provenance).toBe('partial');
    expect(seen[2]?.usage?.meters).toEqual({
      'in.text': 10,
      'in.cache_read': 7,
      'in.cache_write.5m': 1,
      'in.cache_write.1h': 2,
      'out.text': 12,
    });
    expect(seen.map((one) => one.finished)).toEqual([undefined, undefined, true]);
  });

  it('an error event is an error, with the status it means', () => {
    const error = event({ type: 'error', ...{ error: { type: 'overloaded_error', message: 'Overloaded' } } });
    expect(observeAll(anthropic, error)[0]?.error).toMatchObject({ status: 529, kind: 'overloaded' });
  });

  it('a signature is not content', () => {
    const signature = {
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'signature_delta', signature: 'one two three' },
    };
    expect(observeAll(anthropic, event(signature))[0]?.content).toBe(false);
  });
});
