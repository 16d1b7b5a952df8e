import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExact, stringifyExact } from '@/lib/dialects/exact-json';
import { dialectFor } from '@/lib/dialects/registry';
import { openai, to } from './requests';
import { writeAll } from './streams';

const LONG =
  '{"id":1234567890123456789,"of":[-9223372036854775808,0.1234567890123456],"s":"12345678901234567890"}';

describe('integers longer than a double holds', () => {
  it('are written as they were read, and all else as ever', () => {
    expect(stringifyExact(parseExact(LONG))).toBe(LONG);
    for (const wrong of [
      '{"id":1234567890123456789',
      '{"id":01234567890123456789}',
      '{"id":1234567890123456789x}',
    ])
      expect(() => parseExact(wrong)).toThrow(SyntaxError);
  });

  it('mean what they did to whoever rounds them', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(JSON.parse(stringifyExact(parseExact(json)))).toEqual(JSON.parse(json));
      }),
    );
  });

  it('are found beside any strings', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }),
        (text, id) => {
          const json = `{"text":${JSON.stringify(text)},"id":${id}}`;
          expect(stringifyExact(parseExact(json))).toBe(json);
        },
      ),
    );
  });

  it('are found behind texts of megabytes, however they are written', () => {
    for (const text of ['a'.repeat(8_000_000), '\n"\\'.repeat(1_500_000), '1'.repeat(3_000_000)]) {
      const json = `{"text":${JSON.stringify(text)},"id":1234567890123456789}`;
      expect(stringifyExact(parseExact(json)) === json).toBe(true);
    }
  });

  it('of a tool call reach the client with all their digits, whole and streamed', () => {
    const input = '{"user_id":1234567890123456789}';
    const message = `{"id":"m","content":[{"type":"tool_use","id":"t","name":"f","input":${input}}],"usage":{}}`;
    const claude = dialectFor('anthropic-messages').decodeResponse(parseExact(message));
    expect(claude.choices[0]?.toolCalls).toMatchObject([{ arguments: input }]);
    const chunk = `{"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":${input}}}]}}]}`;
    const parts = dialectFor('gemini')
      .readStream()
      .read({ raw: Buffer.from(''), data: chunk });
    expect(parts).toContainEqual(expect.objectContaining({ type: 'tool_call_delta', arguments: input }));
  });

  it.each(['openai-chat', 'openai-responses', 'anthropic-messages', 'gemini'] as const)(
    'of a streamed call reach a client of %s, and nothing that stood for them',
    (door) => {
      const written = writeAll(dialectFor(door), [
        { type: 'start', id: 'i', model: 'm' },
        { type: 'tool_call_start', index: 0, toolIndex: 0, id: 'a', name: 'f' },
        { type: 'tool_call_delta', index: 0, toolIndex: 0, arguments: '{"n":1234567890123456789}' },
        { type: 'finish', index: 0, reason: 'tool_calls' },
      ]);
      expect(written).toMatch(/\\?"n\\?":1234567890123456789/);
      expect(written).not.toContain('integer ');
    },
  );

  it.each(['anthropic-messages', 'gemini'] as const)('of a call in the history reach %s', (upstream) => {
    const call = {
      id: 'a',
      type: 'function',
      function: { name: 'f', arguments: '{"n":1234567890123456789}' },
    };
    const history = [
      { role: 'user', content: 'x' },
      { role: 'assistant', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'a', content: 'ok' },
    ];
    expect(stringifyExact(to(upstream, openai({ messages: history })).body)).toContain(
      '{"n":1234567890123456789}',
    );
  });
});
