import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { DIALECT_NAMES, type DialectName } from '@/lib/dialects/types';
import { GatewayError } from '@/lib/errors/gateway-error';
import { fixture, jsonFixture, readAll, summarise, writeAll } from './streams';

/** The vendors' own SDKs, fed with what we write for their dialect from each upstream's recorded answer. */
const answering = (body: string, type: string) => async () =>
  new Response(body, { headers: { 'content-type': type } });
const sse = (door: DialectName, from: DialectName) =>
  answering(
    writeAll(dialectFor(door), readAll(dialectFor(from), fixture(from, 'tools.sse'))),
    'text/event-stream',
  );
const json = (door: DialectName, from: DialectName) => {
  const answer = dialectFor(from).decodeResponse(jsonFixture(from, 'tools.json'));
  return answering(JSON.stringify(dialectFor(door).encodeResponse(answer)), 'application/json');
};
const openai = (fetch: () => Promise<Response>) =>
  new OpenAI({ apiKey: 'k', baseURL: 'http://gateway/v1', maxRetries: 0, fetch });
const anthropic = (fetch: () => Promise<Response>) =>
  new Anthropic({ apiKey: 'k', baseURL: 'http://gateway', maxRetries: 0, fetch });

const TEXT = 'Let me look "both" up – 天気';
const cities = (calls: unknown[]) => calls.map((call) => (call as { city: string }).city);
const told = (from: DialectName) => summarise(readAll(dialectFor(from), fixture(from, 'tools.sse')));

describe.each(DIALECT_NAMES)('an answer of %s', (from) => {
  it('is read by the OpenAI SDK as a chat completion stream', async () => {
    const client = openai(sse('openai-chat', from));
    const stream = client.chat.completions.stream({
      model: 'm',
      messages: [{ role: 'user', content: 'x' }],
      stream_options: { include_usage: true },
    });
    const { choices, usage } = await stream.finalChatCompletion();
    const calls = choices[0]?.message.tool_calls ?? [];
    expect(choices[0]?.message.content).toBe(TEXT);
    expect(choices[0]?.finish_reason).toBe('tool_calls');
    expect(
      cities(calls.map((call) => JSON.parse(call.type === 'function' ? call.function.arguments : ''))),
    ).toEqual(['Paris', 'Tokyo']);
    expect(usage).toMatchObject({ prompt_tokens: 2006, completion_tokens: 300, total_tokens: 2306 });
  });

  it('is read by the OpenAI SDK as a chat completion', async () => {
    const client = openai(json('openai-chat', from));
    const { choices, usage } = await client.chat.completions.create({ model: 'm', messages: [] });
    expect(choices[0]?.message.content).toBe(TEXT);
    expect(choices[0]?.message.tool_calls).toHaveLength(2);
    expect(usage?.completion_tokens_details?.reasoning_tokens).toBe(128);
  });

  it('is read by the OpenAI SDK as a response stream', async () => {
    const stream = openai(sse('openai-responses', from)).responses.stream({ model: 'm', input: 'x' });
    const response = await stream.finalResponse();
    const calls = response.output.filter((item) => item.type === 'function_call');
    const texts = response.output.flatMap((item) => (item.type === 'message' ? item.content : []));
    expect(texts).toEqual([expect.objectContaining({ type: 'output_text', text: TEXT })]);
    expect(response.status).toBe('completed');
    expect(cities(calls.map((call) => JSON.parse(call.arguments)))).toEqual(['Paris', 'Tokyo']);
    expect(response.usage).toMatchObject({ input_tokens: 2006, output_tokens: 300 });
  });

  it('is read by the Anthropic SDK as a message stream', async () => {
    const client = anthropic(sse('anthropic-messages', from));
    const message = await client.messages
      .stream({ model: 'm', max_tokens: 9, messages: [{ role: 'user', content: 'x' }] })
      .finalMessage();
    const texts = message.content.flatMap((block) => (block.type === 'text' ? [block.text] : []));
    const thoughts = message.content.flatMap((block) => (block.type === 'thinking' ? [block.thinking] : []));
    const inputs = message.content.flatMap((block) => (block.type === 'tool_use' ? [block.input] : []));
    expect(texts).toEqual([TEXT]);
    expect(thoughts.join('')).toBe(told(from).reasoning);
    expect(cities(inputs)).toEqual(['Paris', 'Tokyo']);
    expect(message.stop_reason).toBe('tool_use');
    expect(message.usage.output_tokens).toBe(300);
  });

  it('is read by the Anthropic SDK as a message', async () => {
    const client = anthropic(json('anthropic-messages', from));
    const message = await client.messages.create({ model: 'm', max_tokens: 9, messages: [] });
    expect(message.content.filter((block) => block.type === 'tool_use')).toHaveLength(2);
    const { input_tokens, cache_read_input_tokens, cache_creation_input_tokens } = message.usage;
    expect(input_tokens + (cache_read_input_tokens ?? 0) + (cache_creation_input_tokens ?? 0)).toBe(2006);
  });
});

describe('an error in the middle of a stream', () => {
  const error = new GatewayError('upstream_error', 'The provider broke off.');

  it('is thrown by the OpenAI SDK', async () => {
    const dialect = dialectFor('openai-chat');
    const body = fixture('openai-chat', 'tools.sse')
      .toString('utf8')
      .slice(0, 600)
      .replace(/[^\n]*$/, '');
    const client = openai(answering(body + dialect.writeStreamError(error), 'text/event-stream'));
    const stream = client.chat.completions.stream({ model: 'm', messages: [] });
    await expect(stream.finalChatCompletion()).rejects.toThrow('The provider broke off.');
  });

  it('is thrown by the Anthropic SDK', async () => {
    const dialect = dialectFor('anthropic-messages');
    const client = anthropic(answering(dialect.writeStreamError(error), 'text/event-stream'));
    const stream = client.messages.stream({ model: 'm', max_tokens: 9, messages: [] });
    await expect(stream.finalMessage()).rejects.toThrow('The provider broke off.');
  });
});
