import { expect } from 'vitest';
import { ANSWER_USD, sendStream, sendWhole, TEXT } from './answers';
import { ask, type Answer, type Spoken } from './ask';
import { fault, JSON_ONLY, STREAM } from './fault';
import type { Behaviour, Heard } from './fault-server';
import { ANTHROPIC, GEMINI, GEMINI_TOO_FAST, RESPONSE_INCOMPLETE, RESPONSES, type Tongue } from './tongues';
import { openWorld, type Door, type World } from './world';

const PARTIAL_USD = '0.001';
const LONG = TEXT.repeat(20);

type Dialect = 'anthropic-messages' | 'gemini' | 'openai-responses';
const TONGUES: Record<Dialect, Tongue> = {
  'anthropic-messages': ANTHROPIC,
  gemini: GEMINI,
  'openai-responses': RESPONSES,
};
/** Who may ask such a provider: a client of OpenAI's chat (translated), and one who speaks as it does (passed through). */
const PAIRS: [Dialect, Spoken][] = [
  ['anthropic-messages', 'openai-chat'],
  ['anthropic-messages', 'anthropic-messages'],
  ['gemini', 'openai-chat'],
  ['openai-responses', 'openai-chat'],
  ['openai-responses', 'openai-responses'],
];

function wantsStream({ body, path }: Heard): boolean {
  return body.includes('"stream":true') || path.includes('streamGenerateContent');
}

/** An error as the clients of a door expect it: whole, or the last event of a stream. */
function expectError({ text }: Answer, spoken: Spoken): void {
  const last =
    text
      .trimEnd()
      .split('\n')
      .at(-1)
      ?.replace(/^data: /, '') ?? '';
  const error = JSON.parse(last) as unknown;
  const isEvent = text !== last;
  if (spoken === 'anthropic-messages')
    expect(error).toEqual({
      type: 'error',
      error: { type: expect.stringMatching(/_error$/) as string, message: expect.any(String) as string },
    });
  else if (spoken === 'openai-responses' && isEvent)
    expect(error).toMatchObject({
      type: 'error',
      code: expect.any(String) as string,
      message: expect.any(String) as string,
    });
  else
    expect(error).toMatchObject({
      error: {
        message: expect.any(String) as string,
        type: expect.any(String) as string,
        code: expect.any(String) as string,
      },
    });
}

for (const [dialect, spoken] of PAIRS) {
  const tongue = TONGUES[dialect];
  const world = (door: Door) => openWorld({ door, dialect });
  const between = `${dialect} for a client of ${spoken}`;
  const question = (at: World, model: string, stream: boolean) => ask(at, model, stream, {}, spoken);
  const says =
    (pieces: string[], usd?: string): Behaviour =>
    (heard, server) => {
      if (usd !== undefined) server.bill(heard, usd);
      sendStream(heard, pieces);
    };
  const answers =
    ([status, body]: [number, string], headers = {}): Behaviour =>
    (heard) =>
      sendWhole(heard, status, body, headers);
  const elsewhere = async (at: World, stream: boolean) => {
    const answer = await question(at, 'pair', stream);
    expect([answer.status, answer.headers.get('x-tollgate-provider')]).toEqual([200, 'good']);
    expect(answer.text).toContain(TEXT);
  };

  fault(
    60,
    `${between}: an answer is served and billed to the last digit`,
    async (at, stream) => {
      at.bad.behaviour = (heard, server) => {
        server.bill(heard, ANSWER_USD);
        if (wantsStream(heard))
          sendStream(heard, [...tongue.opening(TEXT), ...tongue.finish, ...tongue.closing]);
        else sendWhole(heard, 200, tongue.whole);
      };
      const answer = await question(at, 'solo', stream);
      expect(answer.status).toBe(200);
      expect(answer.text).toContain(TEXT);
    },
    { world },
  );

  fault(
    29,
    `${between}: overloaded goes to the next target`,
    async (at, stream) => {
      at.bad.behaviour = answers(tongue.overloaded);
      await elsewhere(at, stream);
    },
    { world },
  );
  fault(
    29,
    `${between}: overloaded and alone is a 503 in the shape of the door`,
    async (at, stream) => {
      at.bad.behaviour = answers(tongue.overloaded);
      const answer = await question(at, 'solo', stream);
      expect(answer.status).toBe(503);
      expectError(answer, spoken);
    },
    { world },
  );
  fault(
    14,
    `${between}: a wrong key goes to the next target, and an admin is told`,
    async (at, stream) => {
      at.bad.behaviour = answers(tongue.wrongKey);
      await elsewhere(at, stream);
      expect(at.alerts).toEqual(['credential']);
    },
    { world },
  );
  fault(
    22,
    `${between}: too many requests and alone is a 429 in the shape of the door`,
    async (at, stream) => {
      at.bad.behaviour = answers([429, '{}'], { 'retry-after': 30 });
      const answer = await question(at, 'solo', stream);
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '30']);
      expectError(answer, spoken);
    },
    { world },
  );

  fault(
    51,
    `${between}: an error in the stream before content goes to the next target`,
    async (at) => {
      at.bad.behaviour = says([tongue.failing]);
      await elsewhere(at, true);
    },
    { ...STREAM, world },
  );
  const breaks = (then: string[]) => async (at: World) => {
    at.bad.behaviour = says([...tongue.opening(LONG), ...then], PARTIAL_USD);
    const answer = await question(at, 'pair', true);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(TEXT);
    expectError(answer, spoken);
    expect(answer.text).not.toMatch(/\[DONE\]|message_stop|response\.completed/);
    expect(at.gateway.completions()[0]).toMatchObject({
      outcome: 'error',
      attempts: [{ cost: { state: 'priced' } }],
    });
  };
  fault(
    51,
    `${between}: an error after content is told in the door's words, the part is billed`,
    breaks([tongue.failing]),
    { ...STREAM, world },
  );
  fault(39, `${between}: a stream that ends early is an error in the door's words`, breaks([]), {
    ...STREAM,
    world,
  });
  if (tongue.finish.length > 0)
    fault(
      45,
      `${between}: a closing event that does not come is added`,
      async (at) => {
        at.bad.behaviour = says([...tongue.opening(TEXT), ...tongue.finish], ANSWER_USD);
        const answer = await question(at, 'solo', true);
        expect(answer.text.match(/data: \[DONE\]|event: message_stop/g)).toHaveLength(1);
        // It closes the message that was sent, and opens none of its own.
        for (const event of ['message_start', 'message_delta'])
          expect(answer.text.split(`event: ${event}`)).toHaveLength(spoken === 'anthropic-messages' ? 2 : 1);
        expect(at.gateway.completions()[0]?.outcome).toBe('success');
      },
      { ...STREAM, world },
    );
  fault(
    57,
    `${between}: JSON that is no answer goes to the next target`,
    async (at) => {
      at.bad.behaviour = answers([200, '{"hello":"world"}']);
      await elsewhere(at, false);
    },
    { ...JSON_ONLY, world },
  );
}

fault(
  23,
  'gemini: the wait that stands in the body is kept to',
  async (at, stream) => {
    at.bad.behaviour = (heard) => sendWhole(heard, 429, GEMINI_TOO_FAST);
    for (const _ of [1, 2]) expect((await ask(at, 'pair', stream)).status).toBe(200);
    expect(at.bad.heard).toHaveLength(1);
    expect(Number((await ask(at, 'solo', stream)).headers.get('retry-after'))).toBeGreaterThan(30);
  },
  { world: (door) => openWorld({ door, dialect: 'gemini' }) },
);

fault(
  60,
  'gemini: a blocked prompt is an answer, and no other target is asked',
  async (at) => {
    const blocked = {
      promptFeedback: { blockReason: 'SAFETY' },
      usageMetadata: { promptTokenCount: 60, totalTokenCount: 60 },
    };
    at.bad.behaviour = (heard, server) => {
      server.bill(heard, ANSWER_USD);
      sendWhole(heard, 200, JSON.stringify(blocked));
    };
    expect((await ask(at, 'pair', false)).text).toContain('content_filter');
    expect(at.good.heard).toEqual([]);
  },
  { ...JSON_ONLY, world: (door) => openWorld({ door, dialect: 'gemini' }) },
);

for (const spoken of ['openai-chat', 'openai-responses'] as const)
  fault(
    60,
    `openai-responses for a client of ${spoken}: an answer cut short is a success`,
    async (at) => {
      at.bad.behaviour = (heard, server) => {
        server.bill(heard, ANSWER_USD);
        sendStream(heard, [...RESPONSES.opening(TEXT), RESPONSE_INCOMPLETE]);
      };
      expect((await ask(at, 'pair', true, {}, spoken)).headers.get('x-tollgate-provider')).toBe('bad');
      expect(at.gateway.completions()[0]?.outcome).toBe('success');
    },
    { ...STREAM, world: (door) => openWorld({ door, dialect: 'openai-responses' }) },
  );
