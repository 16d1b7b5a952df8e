import { expect } from 'vitest';
import { chunk, content, DONE, FINISH, isStream, sendStream, sendWhole, TEXT, USAGE, WHOLE } from './answers';
import { ask } from './ask';
import { fault, JSON_ONLY, STREAM } from './fault';
import { isServed, whole, write } from './odd';

const parsed = JSON.parse(WHOLE) as object;
const withUsage = (usage: unknown) => JSON.stringify({ ...parsed, usage });

// 46, 48, 49: what an answer says of itself.
const multiLine = `${content(TEXT).replace('"choices":', '\ndata: "choices":')}${FINISH}${USAGE}${DONE}`;
const USED = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
const streamed: Record<string, string[]> = {
  'data in two lines': [multiLine],
  'usage that goes down at the end': [
    content(TEXT),
    FINISH,
    chunk({}, { choices: [], usage: { ...USED, completion_tokens: 900 } }),
    USAGE,
    DONE,
  ],
  'usage in the last chunk with choices': [
    content(TEXT),
    chunk({}, { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage: USED }),
    DONE,
  ],
  'members in another order, and some that nobody knows': [
    `data: ${JSON.stringify({ usage: null, x_new: { a: [1] }, choices: [{ finish_reason: null, delta: { content: TEXT }, logprobs: null, index: 0 }] })}\n\n`,
    FINISH,
    USAGE,
    DONE,
  ],
  'no finish_reason at all': [content(TEXT), USAGE, DONE],
  'half an emoji': [
    content(TEXT),
    `data: {"choices":[{"index":0,"delta":{"content":"\\ud83d"}}]}\n\n`,
    FINISH,
    USAGE,
    DONE,
  ],
  'names that mean something to JavaScript': [
    `data: {"__proto__":{"usage":1},"constructor":null,"choices":[{"index":0,"delta":{"content":"${TEXT}"}}]}\n\n`,
    FINISH,
    USAGE,
    DONE,
  ],
};
for (const [what, pieces] of Object.entries(streamed))
  fault(
    49,
    `a stream is served in spite of ${what}`,
    isServed((heard) => sendStream(heard, pieces)),
    STREAM,
  );
const wholes: Record<string, string> = {
  'usage before everything else': JSON.stringify({ usage: USED, ...parsed }),
  'usage twice, of which the last counts': WHOLE.replace(
    /^\{/,
    '{"usage":{"prompt_tokens":1,"completion_tokens":1},',
  ),
  'numbers written as 10.0 and 5e0': WHOLE.replace('"prompt_tokens":10', '"prompt_tokens":10.0').replace(
    '"completion_tokens":5',
    '"completion_tokens":5e0',
  ),
  'half an emoji and a NUL': WHOLE.replace(TEXT, `${TEXT}\\ud83d\\u0000`),
  'names that mean something to JavaScript': WHOLE.replace(
    /^\{/,
    '{"__proto__":{"usage":null},"toString":1,',
  ),
  'an id that is a number and a model that is null': JSON.stringify({
    ...parsed,
    id: 7,
    model: null,
    created: 'now',
  }),
};
for (const [what, body] of Object.entries(wholes))
  fault(49, `an answer is served in spite of ${what}`, isServed(write(whole(body))), JSON_ONLY);

const unsound: Record<string, unknown> = {
  'numbers in quotes': { prompt_tokens: '10', completion_tokens: '5' },
  'parts of tokens': { prompt_tokens: 10.5, completion_tokens: 5.25 },
  'one negative among sound ones': { prompt_tokens: 10, completion_tokens: -5 },
};
for (const [what, usage] of Object.entries(unsound))
  fault(46, `usage of ${what} is never money that somebody made up`, async (world, stream) => {
    const last = chunk({}, { choices: [], usage });
    world.bad.behaviour = (heard) =>
      isStream(heard)
        ? sendStream(heard, [content(TEXT), FINISH, last, DONE])
        : sendWhole(heard, 200, withUsage(usage));
    expect((await ask(world, 'solo', stream)).status).toBe(200);
    const attempt = world.gateway.completions()[0]?.attempts[0];
    expect(attempt?.cost).toMatchObject({ state: 'quarantined', totalUsd: null });
    expect(Number(attempt?.heldUsd)).toBeGreaterThan(0);
  });
