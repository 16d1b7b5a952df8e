import { describe, expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { DIALECT_NAMES, type DialectName } from '@/lib/dialects/types';
import { GatewayError } from '@/lib/errors/gateway-error';
import { ANTHROPIC, GEMINI, OPENAI, RESPONSES, toolUse } from './bad-request-cases';

const user = { role: 'user', content: 'x' };
const GOOD: Record<DialectName, Record<string, unknown>> = {
  'openai-chat': { model: 'm', messages: [user] },
  'openai-responses': { model: 'm', input: 'x' },
  'anthropic-messages': { model: 'm', max_tokens: 10, messages: [user] },
  gemini: { model: 'm', contents: [{ role: 'user', parts: [{ text: 'x' }] }] },
};

function refusal(name: DialectName, body: unknown): GatewayError {
  try {
    dialectFor(name).decodeRequest(body);
  } catch (thrown) {
    if (thrown instanceof GatewayError) return thrown;
    throw thrown;
  }
  throw new Error(`accepted: ${JSON.stringify(body)?.slice(0, 200)}`);
}

const all = [
  ...OPENAI.map(([change, param]) => ['openai-chat', change, param] as const),
  ...ANTHROPIC.map(([change, param]) => ['anthropic-messages', change, param] as const),
  ...RESPONSES.map(([change, param]) => ['openai-responses', change, param] as const),
  ...GEMINI.map(([change, param]) => ['gemini', change, param] as const),
];

describe('bad requests', () => {
  it.each(all)('%s refuses %j and names %s', (name, change, param) => {
    const error = refusal(name, { ...GOOD[name], ...change });
    expect(['invalid_request', 'unsupported_parameter']).toContain(error.code);
    expect(error.param).toBe(param);
    expect(error.message).toContain(param.split('[')[0]);
  });

  it.each(DIALECT_NAMES)('%s refuses a body that is no object', (name) => {
    for (const body of [null, undefined, 5, 'x', [], true])
      expect(refusal(name, body).code).toBe('invalid_request');
  });

  it.each(DIALECT_NAMES)('%s takes a minimal request, and null or unknown parameters', (name) => {
    const request = dialectFor(name).decodeRequest({
      ...GOOD[name],
      new_in_2027: { a: 1 },
      ...(name === 'gemini' ? {} : { temperature: null }),
    });
    expect(request.extra).toEqual({ new_in_2027: { a: 1 } });
    expect(request.temperature).toBeUndefined();
    expect(request.stream).toBe(false);
  });

  it.each(DIALECT_NAMES)('%s refuses too many messages or tools before it walks them', (name) => {
    const list = { 'openai-responses': 'input', gemini: 'contents' }[name as string] ?? 'messages';
    expect(refusal(name, { ...GOOD[name], [list]: Array(10_000).fill(null) })).toMatchObject({ param: list });
    expect(refusal(name, { ...GOOD[name], tools: Array(1_000).fill(null) })).toMatchObject({
      param: 'tools',
    });
  });

  it('no refusal repeats the value of what the client sent', () => {
    const error = refusal('openai-chat', { ...GOOD['openai-chat'], reasoning_effort: 'secret-value' });
    expect(error.message).not.toContain('secret-value');
  });

  it('arguments nested deeper than can be written are refused, not a crash', () => {
    const input: unknown = JSON.parse(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`);
    const messages = [
      { role: 'assistant', content: [{ ...toolUse, input }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1' }] },
    ];
    const error = refusal('anthropic-messages', { ...GOOD['anthropic-messages'], messages });
    expect(error.param).toBe('messages[0].content[0].input');
  });

  it('a prompt of 10 MB costs no more than a short one: it is not walked', () => {
    const content = 'a'.repeat(10 * 1024 * 1024);
    const body = { model: 'm', messages: [{ role: 'user', content: [{ type: 'text', text: content }] }] };
    const begun = performance.now();
    for (let i = 0; i < 1_000; i++) dialectFor('openai-chat').decodeRequest(body);
    expect(performance.now() - begun).toBeLessThan(3_000);
  });
});
