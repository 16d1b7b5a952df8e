import { describe, expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { DIALECT_NAMES } from '@/lib/dialects/types';
import { ERROR_CODES, type ErrorCode } from '@/lib/errors/codes';
import { GatewayError } from '@/lib/errors/gateway-error';

describe('writing errors', () => {
  const all = Object.keys(ERROR_CODES) as ErrorCode[];

  it('OpenAI: message, type, code and param', () => {
    const error = new GatewayError('invalid_request', 'Wrong.', { param: 'messages[0].content' });
    const shape = {
      error: {
        message: 'Wrong.',
        type: 'invalid_request_error',
        code: 'invalid_request',
        param: 'messages[0].content',
      },
    };
    expect(dialectFor('openai-chat').writeError(error)).toEqual(shape);
    expect(dialectFor('openai-responses').writeError(error)).toEqual(shape);
  });

  it.each([
    ['invalid_request', 'invalid_request_error'],
    ['invalid_api_key', 'authentication_error'],
    ['budget_exceeded', 'billing_error'],
    ['forbidden', 'permission_error'],
    ['model_not_found', 'not_found_error'],
    ['body_too_large', 'request_too_large'],
    ['rate_limited', 'rate_limit_error'],
    ['internal_error', 'api_error'],
    ['overloaded', 'overloaded_error'],
    ['upstream_timeout', 'timeout_error'],
  ] as const)('Anthropic: %s is %s', (code, type) => {
    expect(dialectFor('anthropic-messages').writeError(new GatewayError(code, 'x'))).toEqual({
      type: 'error',
      error: { type, message: 'x' },
    });
  });

  it.each(DIALECT_NAMES)(
    '%s: what it writes it reads as an error of the same status class, in a stream too',
    (name) => {
      const dialect = dialectFor(name);
      for (const code of all) {
        const error = new GatewayError(code, 'Something is wrong.');
        const read = dialect.readError(ERROR_CODES[code].status, JSON.stringify(dialect.writeError(error)));
        expect(read?.message).toBe('Something is wrong.');
        const frame = dialect.writeStreamError(error);
        expect(frame.endsWith('\n\n')).toBe(true);
        expect(frame).toContain('Something is wrong.');
      }
    },
  );
});
