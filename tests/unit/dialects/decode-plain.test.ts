import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePlain } from '@/lib/dialects/openai-chat/decode-plain';
import { decodeRequest } from '@/lib/dialects/openai-chat/request-decode';

const anything = fc.constantFrom<unknown>(
  null,
  '',
  'text',
  0,
  1,
  1.5,
  -1,
  2,
  2.1,
  1e300,
  true,
  {},
  [],
  ['a'],
);
const text = fc.constantFrom('', 'Hello', '{"a":1}', 'ü€😀');
/** Mostly what is right, sometimes anything at all. */
const mostly = (right: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: anything });

const role = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('system', 'developer', 'user', 'assistant') },
  { weight: 1, arbitrary: fc.constantFrom('tool', 'function', '__proto__', 'toString') },
);
const message = fc.oneof(
  { weight: 20, arbitrary: fc.record({ role, content: text }) },
  { weight: 1, arbitrary: fc.record({ role, content: anything, name: anything }) },
  { weight: 1, arbitrary: anything },
);
const chat = fc.record({
  model: mostly(fc.constant('gpt')),
  messages: mostly(fc.array<unknown>(message, { maxLength: 4 })),
});
const parameters = fc.record(
  {
    stream: mostly(fc.boolean()),
    max_tokens: mostly(fc.constantFrom(1, 200)),
    temperature: mostly(fc.constantFrom(0, 0.7, 2)),
    user: mostly(text),
  },
  { requiredKeys: [] },
);
const others = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ max_completion_tokens: anything }) },
  { weight: 1, arbitrary: fc.record({ top_p: anything }) },
);
const body = fc.tuple(chat, parameters, others).map(([said, set, more]) => ({ ...said, ...set, ...more }));

/** `top_k: null` is absent and leads round the short way: what the schema alone makes of the same body. */
function bySchema(given: object): unknown {
  return decodeRequest({ ...given, top_k: null });
}

test('what is read without the schema is what the schema reads, and the schema refuses none of it', () => {
  let plain = 0;
  fc.assert(
    fc.property(body, (given) => {
      const read = decodePlain(given);
      if (read === undefined) return;
      plain += 1;
      expect(read).toEqual(bySchema(given));
    }),
    { numRuns: 3_000 },
  );
  expect(plain).toBeGreaterThan(300);
});

test('the usual chat goes this way', () => {
  const usual = {
    model: 'gpt',
    messages: [
      { role: 'system', content: 'You answer briefly.' },
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Hello!' },
      { role: 'user', content: 'Bye' },
    ],
    max_tokens: 100,
    temperature: 0.2,
    stream: true,
    user: 'ann',
  };
  expect(decodePlain(usual)).toEqual(bySchema(usual));
});

test('a duplicated limit, a tool answer and a parameter that is not known here are left to the schema', () => {
  const messages = [{ role: 'user', content: 'Hello' }];
  for (const more of [{ max_tokens: 1, max_completion_tokens: 2 }, { seed: 1 }, { temperature: null }])
    expect(decodePlain({ model: 'gpt', messages, ...more })).toBeUndefined();
  expect(
    decodePlain({ model: 'gpt', messages: [{ role: 'tool', content: 'x', tool_call_id: 'y' }] }),
  ).toBeUndefined();
});

test('where both limits of the output stand the larger counts, since a server may heed either', () => {
  const body = { model: 'm', messages: [{ role: 'user', content: 'hi' }] };
  const limit = (more: object) => decodeRequest({ ...body, ...more }).maxOutputTokens;
  expect(limit({ max_completion_tokens: 1, max_tokens: 9 })).toBe(9);
  expect(limit({ max_completion_tokens: 9, max_tokens: null })).toBe(9);
  expect(limit({})).toBeUndefined();
});
