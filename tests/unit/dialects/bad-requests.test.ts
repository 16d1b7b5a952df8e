import { describe, expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { DIALECT_NAMES, type DialectName } from '@/lib/dialects/types';
import { GatewayError } from '@/lib/errors/gateway-error';

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

const call = { id: 'c1', type: 'function', function: { name: 'f', arguments: '{}' } };
const image = (image_url: unknown) => [{ role: 'user', content: [{ type: 'image_url', image_url }] }];

/** Change to a good body, and the parameter that the refusal names. */
const OPENAI: [object, string][] = [
  [{ model: undefined }, 'model'],
  [{ model: 5 }, 'model'],
  [{ model: '' }, 'model'],
  [{ messages: undefined }, 'messages'],
  [{ messages: null }, 'messages'],
  [{ messages: {} }, 'messages'],
  [{ messages: [] }, 'messages'],
  [{ messages: [null] }, 'messages[0]'],
  [{ messages: ['x'] }, 'messages[0]'],
  [{ messages: [user, { role: 'robot', content: 'x' }] }, 'messages[1].role'],
  [{ messages: [{ content: 'x' }] }, 'messages[0].role'],
  [{ messages: [{ role: 'user' }] }, 'messages[0].content'],
  [{ messages: [{ role: 'user', content: null }] }, 'messages[0].content'],
  [{ messages: [{ role: 'user', content: 5 }] }, 'messages[0].content'],
  [{ messages: [{ role: 'user', content: [] }] }, 'messages[0].content'],
  [{ messages: [{ role: 'user', content: [null] }] }, 'messages[0].content[0]'],
  [{ messages: [{ role: 'user', content: [{ type: 'txt', text: 'x' }] }] }, 'messages[0].content[0].type'],
  [{ messages: [{ role: 'user', content: [{ type: 'text', text: 5 }] }] }, 'messages[0].content[0].text'],
  [{ messages: image('http://x') }, 'messages[0].content[0].image_url'],
  [{ messages: image({}) }, 'messages[0].content[0].image_url.url'],
  [{ messages: [user, { role: 'assistant' }] }, 'messages[1].content'],
  [{ messages: [user, { role: 'assistant', tool_calls: {} }] }, 'messages[1].tool_calls'],
  [{ messages: [user, { role: 'assistant', content: null, tool_calls: [call] }] }, 'messages[1].tool_calls'],
  [{ messages: [{ role: 'assistant', tool_calls: [call] }, user] }, 'messages[0].tool_calls'],
  [{ messages: [user, { role: 'tool', content: 'x', tool_call_id: 'c1' }] }, 'messages[1].tool_call_id'],
  [{ messages: [user, { role: 'tool', content: 'x' }] }, 'messages[1].tool_call_id'],
  [{ temperature: 2.01 }, 'temperature'],
  [{ temperature: -0.1 }, 'temperature'],
  [{ temperature: '1' }, 'temperature'],
  [{ top_p: 1.1 }, 'top_p'],
  [{ n: 0 }, 'n'],
  [{ n: 129 }, 'n'],
  [{ n: 1.5 }, 'n'],
  [{ max_tokens: 0 }, 'max_tokens'],
  [{ max_completion_tokens: -1 }, 'max_completion_tokens'],
  [{ stop: ['1', '2', '3', '4', '5'] }, 'stop'],
  [{ stop: [1] }, 'stop[0]'],
  [{ seed: 1.5 }, 'seed'],
  [{ frequency_penalty: 3 }, 'frequency_penalty'],
  [{ presence_penalty: -3 }, 'presence_penalty'],
  [{ logit_bias: [] }, 'logit_bias'],
  [{ logit_bias: { 50256: 101 } }, 'logit_bias.50256'],
  [{ logprobs: 1 }, 'logprobs'],
  [{ logprobs: true, top_logprobs: 21 }, 'top_logprobs'],
  [{ top_logprobs: 2 }, 'top_logprobs'],
  [{ stream: 'true' }, 'stream'],
  [{ stream: true, stream_options: 5 }, 'stream_options'],
  [{ stream_options: { include_usage: true } }, 'stream_options'],
  [{ tools: {} }, 'tools'],
  [{ tools: [null] }, 'tools[0]'],
  [{ tools: [{ type: 'function' }] }, 'tools[0].function'],
  [{ tools: [{ type: 'function', function: { name: 'a b' } }] }, 'tools[0].function.name'],
  [
    { tools: [{ type: 'function', function: { name: 'f', parameters: [] } }] },
    'tools[0].function.parameters',
  ],
  [{ tool_choice: 'maybe' }, 'tool_choice'],
  [{ tool_choice: 'required' }, 'tool_choice'],
  [
    {
      tools: [{ type: 'function', function: { name: 'f' } }],
      tool_choice: { type: 'function', function: { name: 'g' } },
    },
    'tool_choice',
  ],
  [{ parallel_tool_calls: 'no' }, 'parallel_tool_calls'],
  [{ response_format: 'json' }, 'response_format'],
  [{ response_format: { type: 'xml' } }, 'response_format.type'],
  [{ response_format: { type: 'json_schema' } }, 'response_format.json_schema'],
  [
    { response_format: { type: 'json_schema', json_schema: { schema: {} } } },
    'response_format.json_schema.name',
  ],
  [{ reasoning_effort: 'huge' }, 'reasoning_effort'],
  [{ user: 5 }, 'user'],
  [{ metadata: { a: 1 } }, 'metadata.a'],
  [{ service_tier: '' }, 'service_tier'],
];

const use = { type: 'tool_use', id: 't1', name: 'f', input: {} };
const ANTHROPIC: [object, string][] = [
  [{ max_tokens: undefined }, 'max_tokens'],
  [{ max_tokens: -1 }, 'max_tokens'],
  [{ max_tokens: 1.5 }, 'max_tokens'],
  [{ messages: [] }, 'messages'],
  [{ messages: [{ role: 'tool', content: 'x' }] }, 'messages[0].role'],
  [{ messages: [{ role: 'user', content: null }] }, 'messages[0].content'],
  [{ messages: [{ role: 'user', content: [{}] }] }, 'messages[0].content[0].type'],
  [{ messages: [{ role: 'user', content: [{ type: 'text' }] }] }, 'messages[0].content[0].text'],
  [
    { messages: [{ role: 'user', content: [{ type: 'image', source: { type: 'base64', data: 'A' } }] }] },
    'messages[0].content[0].source.media_type',
  ],
  [{ messages: [user, { role: 'assistant', content: [use] }] }, 'messages[1].content[0]'],
  [{ messages: [user, { role: 'assistant', content: [use] }, user] }, 'messages[1].content[0]'],
  [
    { messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1' }] }] },
    'messages[0].content[0].tool_use_id',
  ],
  [{ system: 5 }, 'system'],
  [{ system: [{ type: 'image' }] }, 'system[0].type'],
  [{ temperature: 1.1 }, 'temperature'],
  [{ top_k: -1 }, 'top_k'],
  [{ stop_sequences: 'x' }, 'stop_sequences'],
  [{ thinking: { type: 'enabled', budget_tokens: 1023 } }, 'thinking.budget_tokens'],
  [{ thinking: { type: 'loud' } }, 'thinking.type'],
  [{ tools: [{ name: 'f' }] }, 'tools[0].input_schema'],
  [{ tool_choice: { type: 'required' } }, 'tool_choice.type'],
  [{ tool_choice: { type: 'any' } }, 'tool_choice'],
  [{ output_config: { effort: 'huge' } }, 'output_config.effort'],
  [{ metadata: 'x' }, 'metadata'],
  [{ stream: 1 }, 'stream'],
];

const RESPONSES: [object, string][] = [
  [{ input: undefined }, 'input'],
  [{ input: null }, 'input'],
  [{ input: [] }, 'input'],
  [{ input: [null] }, 'input[0]'],
  [{ input: [{ role: 'robot', content: 'x' }] }, 'input[0].role'],
  [{ input: [{ role: 'user', content: [{ type: 'input_text' }] }] }, 'input[0].content[0].text'],
  [{ input: [{ type: 'function_call', name: 'f', arguments: '{}' }] }, 'input[0].call_id'],
  [{ input: [{ type: 'function_call_output', call_id: 'c' }] }, 'input[0].output'],
  [{ max_output_tokens: 0 }, 'max_output_tokens'],
  [{ temperature: 3 }, 'temperature'],
  [{ text: { format: { type: 'json_schema', name: 'x' } } }, 'text.format.schema'],
  [{ reasoning: { effort: 'huge' } }, 'reasoning.effort'],
  [{ tools: [{ type: 'function' }] }, 'tools[0].name'],
  [{ tool_choice: 'maybe' }, 'tool_choice'],
  [{ background: true }, 'background'],
];

const GEMINI: [object, string][] = [
  [{ contents: [] }, 'contents'],
  [{ contents: [{ role: 'user' }] }, 'contents[0].parts'],
  [{ contents: [{ role: 'assistant', parts: [{ text: 'x' }] }] }, 'contents[0].role'],
  [{ contents: [{ role: 'user', parts: [{ text: 5 }] }] }, 'contents[0].parts[0].text'],
  [{ generationConfig: { temperature: 3 } }, 'generationConfig.temperature'],
  [{ generationConfig: null }, 'generationConfig'],
  [{ tools: [{ functionDeclarations: [{}] }] }, 'tools[0].functionDeclarations[0].name'],
];

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
      { role: 'assistant', content: [{ ...use, input }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1' }] },
    ];
    const error = refusal('anthropic-messages', { ...GOOD['anthropic-messages'], messages });
    expect(error.param).toBe('messages[0].content[0].input');
  });

  it('a prompt of 10 MB costs no more than a short one: it is not walked', () => {
    const content = 'a'.repeat(10 * 1024 * 1024);
    const body = { model: 'm', messages: [{ role: 'user', content: [{ type: 'text', text: content }] }] };
    const begun = performance.now();
    for (let i = 0; i < 100; i++) dialectFor('openai-chat').decodeRequest(body);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
