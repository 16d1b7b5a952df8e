import { describe, expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { DIALECT_NAMES, type DialectName } from '@/lib/dialects/types';

const openai = (error: object) => JSON.stringify({ error });
const CASES: [string, DialectName, number, string, number, string][] = [
  [
    'OpenAI quota',
    'openai-chat',
    429,
    openai({
      message: 'You exceeded your current quota, please check your plan and billing details.',
      type: 'insufficient_quota',
      code: 'insufficient_quota',
    }),
    429,
    'quota',
  ],
  [
    'OpenAI rate limit',
    'openai-chat',
    429,
    openai({ message: 'Rate limit reached for gpt-5', type: 'requests', code: 'rate_limit_exceeded' }),
    429,
    'rate_limit',
  ],
  [
    'OpenAI context length',
    'openai-chat',
    400,
    openai({
      message: "This model's maximum context length is 128000 tokens.",
      type: 'invalid_request_error',
      code: 'context_length_exceeded',
      param: 'messages',
    }),
    400,
    'context_length',
  ],
  [
    'OpenAI wrong key',
    'openai-chat',
    401,
    openai({ message: 'Incorrect API key provided: sk-abc.', code: 'invalid_api_key' }),
    401,
    'authentication',
  ],
  [
    'vLLM context length',
    'openai-chat',
    400,
    '{"object":"error","message":"This model\'s maximum context length is 4096 tokens. However, you requested 5000 tokens","type":"BadRequestError","code":400}',
    400,
    'context_length',
  ],
  [
    'vLLM validation',
    'openai-chat',
    422,
    '{"detail":[{"loc":["body","messages"],"msg":"Field required","type":"missing"}]}',
    422,
    'unprocessable',
  ],
  ['Mistral', 'openai-chat', 401, '{"detail":"Unauthorized"}', 401, 'authentication'],
  [
    'llama.cpp',
    'openai-chat',
    503,
    '{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}',
    503,
    'overloaded',
  ],
  [
    'DeepSeek without money',
    'openai-chat',
    402,
    openai({ message: 'Insufficient Balance', type: 'unknown_error', code: 'invalid_request_error' }),
    402,
    'quota',
  ],
  [
    'a spend limit told by a 400',
    'openai-chat',
    400,
    openai({ message: 'You have reached your spend limit.' }),
    400,
    'quota',
  ],
  [
    'OpenRouter inside a 200',
    'openai-chat',
    200,
    '{"error":{"message":"Provider returned error","code":429}}',
    429,
    'rate_limit',
  ],
  [
    'an error string inside a 200',
    'openai-chat',
    200,
    '{"error":"model runner has unexpectedly stopped"}',
    500,
    'server',
  ],
  [
    'a web page',
    'openai-chat',
    502,
    '<!DOCTYPE html><html><body>Bad gateway at https://internal.corp</body></html>',
    502,
    'server',
  ],
  ['nothing', 'openai-chat', 503, '', 503, 'overloaded'],
  ['plain text', 'openai-chat', 500, 'upstream connect error', 500, 'server'],
  ['a redirect', 'openai-chat', 302, '', 302, 'unknown'],
  ['a teapot', 'openai-chat', 418, '', 418, 'invalid_request'],
  [
    'Anthropic overloaded',
    'anthropic-messages',
    529,
    '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}',
    529,
    'overloaded',
  ],
  [
    'Anthropic without credit',
    'anthropic-messages',
    400,
    '{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the Anthropic API."}}',
    400,
    'quota',
  ],
  [
    'Anthropic prompt too long',
    'anthropic-messages',
    400,
    '{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}',
    400,
    'context_length',
  ],
  [
    'Anthropic inside a 200',
    'anthropic-messages',
    200,
    '{"type":"error","error":{"type":"rate_limit_error","message":"slow down"}}',
    429,
    'rate_limit',
  ],
  [
    'Anthropic too large',
    'anthropic-messages',
    413,
    '{"type":"error","error":{"type":"request_too_large","message":"Request exceeds the maximum size"}}',
    413,
    'too_large',
  ],
  [
    'responses failed inside a 200',
    'openai-responses',
    200,
    '{"object":"response","status":"failed","error":{"code":"server_error","message":"An error occurred"}}',
    500,
    'server',
  ],
  [
    'Gemini rate limit',
    'gemini',
    429,
    '[{"error":{"code":429,"message":"You exceeded your current quota","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"GenerateRequestsPerMinutePerProjectPerModel"}]},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"39.5s"}]}}]',
    429,
    'rate_limit',
  ],
  [
    'Gemini daily quota',
    'gemini',
    429,
    '{"error":{"code":429,"message":"You exceeded your current quota","status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]}]}}',
    429,
    'quota',
  ],
  [
    'Gemini wrong key',
    'gemini',
    400,
    '{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}',
    400,
    'authentication',
  ],
  [
    'Gemini context length',
    'gemini',
    400,
    '{"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}',
    400,
    'context_length',
  ],
  [
    'Gemini overloaded',
    'gemini',
    503,
    '{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}',
    503,
    'overloaded',
  ],
];

describe('reading errors', () => {
  it.each(CASES)('%s', (_title, name, status, body, meantStatus, kind) => {
    expect(dialectFor(name).readError(status, body)).toMatchObject({ status: meantStatus, kind });
  });

  it('the time to wait in a Gemini answer is read: whole seconds, five minutes at most', () => {
    const body = CASES.find(([title]) => title === 'Gemini rate limit')?.[3] ?? '';
    const waitFor = (delay: string) =>
      dialectFor('gemini').readError(429, body.replace('39.5s', delay))?.retryAfterS;
    expect(waitFor('39.5s')).toBe(40);
    expect(waitFor('7s')).toBe(7);
    expect(waitFor('86400.25s')).toBe(300);
  });

  it.each(DIALECT_NAMES)('%s: a good answer is no error, even when it speaks of errors', (name) => {
    const { readError } = dialectFor(name);
    for (const body of [
      '',
      '{}',
      '{"id":"x","error":null}',
      '{"content":[{"text":"\\"error\\": no"}]}',
      'not json "error"',
    ])
      expect(readError(200, body)).toBeUndefined();
  });

  it('a web page is never repeated', () => {
    const error = dialectFor('openai-chat').readError(502, '<html><h1>nginx secret-host</h1></html>');
    expect(error?.message).toBe('The provider answered with status 502.');
  });
});
