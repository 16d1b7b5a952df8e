import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TargetHealth } from '@/lib/gateway/targets/target-health';
import { DONE, FINISH, content, sendStream, sendWhole, TEXT, USAGE, WHOLE } from './answers';
import { ask, PATHS, type Spoken } from './ask';
import type { FaultyWorld } from './config';
import type { Behaviour, Heard } from './fault-server';
import { spoil, spoilStream, type Spoiling } from './spoil';
import { ANTHROPIC, GEMINI, RESPONSES, type Tongue } from './tongues';
import { openWorld } from './world';

const CHAT: Pick<Tongue, 'whole' | 'opening' | 'finish' | 'closing'> = {
  whole: WHOLE,
  opening: (text) => [content(text)],
  finish: [FINISH, USAGE],
  closing: [DONE],
};
const TONGUES = {
  'openai-chat': CHAT,
  'anthropic-messages': ANTHROPIC,
  gemini: GEMINI,
  'openai-responses': RESPONSES,
} as const satisfies Record<NonNullable<FaultyWorld['dialect']>, typeof CHAT>;
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 12);

const isStream = ({ body, path }: Heard) =>
  body.includes('"stream":true') || path.includes('streamGenerateContent');

const spoiling: fc.Arbitrary<Spoiling> = fc.record({
  place: fc.nat(),
  how: fc.oneof(
    fc.constant({ kind: 'delete' as const }),
    fc.constant({ kind: 'wrap' as const }),
    fc.record({ kind: fc.constant('replace' as const), value: fc.jsonValue({ maxDepth: 1 }) }),
    fc.record({
      kind: fc.constant('replace' as const),
      value: fc.constantFrom(
        null,
        '',
        0,
        -1,
        1e308,
        'NaN',
        [],
        {},
        [null],
        true,
        '\u0000',
        '\ud800',
        'x'.repeat(500),
      ),
    }),
  ),
  event: fc.constantFrom('keep', 'keep', 'keep', 'drop', 'twice', 'swap'),
});

function answering(tongue: typeof CHAT, spoilings: readonly Spoiling[]): Behaviour {
  return (heard) => {
    if (!isStream(heard)) {
      sendWhole(heard, 200, spoilings.reduce(spoil, tongue.whole));
      return;
    }
    const events = [...tongue.opening(TEXT), ...tongue.finish, ...tongue.closing];
    sendStream(heard, spoilings.reduce(spoilStream, events));
  };
}

/** What a client of any door can read: JSON, or events whose data is JSON but for the closing one. */
function expectReadable(text: string, stream: boolean): void {
  if (!stream) {
    JSON.parse(text);
    return;
  }
  for (const line of text.split('\n'))
    if (line.startsWith('data: ') && line !== 'data: [DONE]') JSON.parse(line.slice(6));
}

/** It forgives at once: each hour of its clock is over with the next request. */
function forgiving(): { health: TargetHealth; forget: () => void } {
  let nowMs = 0;
  return { health: new TargetHealth(() => nowMs), forget: () => void (nowMs += 3_600_001) };
}

type Dialect = keyof typeof TONGUES;

async function spoilAll(dialect: Dialect, spoken: Spoken, stream: boolean): Promise<void> {
  const { health, forget } = forgiving();
  const world = await openWorld({
    door: spoken === 'openai-chat' ? 'route' : 'fast',
    dialect,
    deps: { health },
  });
  let runs = 0;
  const property = fc.asyncProperty(fc.array(spoiling, { minLength: 1, maxLength: 3 }), async (spoilings) => {
    runs += 1;
    forget();
    world.bad.behaviour = answering(TONGUES[dialect], spoilings);
    const { status, text } = await ask(world, 'pair', stream, {}, spoken);
    expect([200, 400, 502, 503]).toContain(status);
    // Passed through, a stream may hold whatever its provider says.
    if (dialect !== spoken || !stream) expectReadable(text, stream && status === 200);
    expect(world.gateway.internalErrors).toEqual([]);
    expect(world.gateway.completions()).toHaveLength(runs);
    expect(world.bad.heard.length).toBeGreaterThanOrEqual(runs);
  });
  try {
    await fc.assert(property, { numRuns: RUNS });
  } finally {
    await world.close();
  }
}

for (const dialect of Object.keys(TONGUES) as Dialect[])
  for (const spoken of Object.keys(PATHS) as Spoken[])
    for (const stream of [false, true])
      it.concurrent(
        `whatever ${dialect} says for its ${stream ? 'stream' : 'answer'}, who speaks ${spoken} gets an answer or an error, on the books`,
        () => spoilAll(dialect, spoken, stream),
      );
