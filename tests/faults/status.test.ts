import { expect } from 'vitest';
import { first, healthy, status } from './answers';
import { fault } from './fault';
import type { Behaviour } from './fault-server';
import { ask } from './ask';
import { type World } from './world';

const error = (message: string, code?: string) => JSON.stringify({ error: { message, code } });

/** The next target serves, and the bad one was asked so many times. */
function passesOver(behaviour: Behaviour, alert?: string) {
  return async (world: World, stream: boolean) => {
    world.bad.behaviour = behaviour;
    const answer = await ask(world, 'pair', stream);
    expect([answer.status, answer.headers.get('x-tollgate-provider')]).toEqual([200, 'good']);
    expect(world.bad.heard).toHaveLength(1);
    expect(world.alerts).toEqual(alert === undefined ? [] : [alert]);
  };
}

/** The client gets the error, and no other target was asked. */
function returns(behaviour: Behaviour, expected: [number, string]) {
  return async (world: World, stream: boolean) => {
    world.bad.behaviour = behaviour;
    const answer = await ask(world, 'pair', stream);
    expect([answer.status, answer.code]).toEqual(expected);
    expect(world.good.heard).toEqual([]);
    expect(world.bad.heard).toHaveLength(1);
  };
}

/** The same target is asked again until it serves. */
function retries(times: number, behaviour: Behaviour) {
  return async (world: World, stream: boolean) => {
    world.bad.behaviour = first(times, behaviour);
    const answer = await ask(world, 'solo', stream);
    expect([answer.status, answer.headers.get('x-tollgate-attempts')]).toEqual([200, String(times + 1)]);
  };
}

/** After the fault the target is left alone: the next request goes past it unasked. */
function cools(behaviour: Behaviour) {
  return async (world: World, stream: boolean) => {
    world.bad.behaviour = behaviour;
    for (const _ of [1, 2]) expect((await ask(world, 'pair', stream)).status).toBe(200);
    expect(world.bad.heard).toHaveLength(1);
    expect(world.gateway.completions()[1]?.request.route.skipped).toEqual([
      { target: 'bad/pair', reason: expect.stringContaining('answered') as string },
    ]);
  };
}

fault(
  13,
  'a bad request is the client’s: 400, nobody else is asked',
  returns(status(400), [400, 'invalid_request']),
);
const tooLong = status(
  400,
  error("This model's maximum context length is 8 tokens", 'context_length_exceeded'),
);
fault(13, 'a prompt too long for this model goes to the next', passesOver(tooLong));
fault(
  13,
  'a spend limit is no bad request: left alone, next target',
  cools(status(400, error('You have reached your spend limit'))),
);
fault(
  14,
  'a refused credential goes to the next target, and an admin is told',
  passesOver(status(401), 'credential'),
);
fault(14, 'a refused credential is not tried again', cools(status(401)));
fault(15, 'an account without money is left alone', cools(status(402)));
fault(16, 'a region or permission refusal is left alone', cools(status(403)));
fault(17, 'a model that is not there goes to the next target', passesOver(status(404)));
fault(18, 'a request timeout is tried again', retries(1, status(408)));
fault(19, 'a conflict is tried again once', retries(1, status(409)));
fault(20, 'a body too large for this target goes to the next', passesOver(status(413)));
fault(21, 'an unprocessable request is the client’s', returns(status(422), [422, 'unprocessable']));
fault(12, 'an egress proxy that wants a password is a 502, and an admin is told', async (world, stream) => {
  await returns(status(407), [502, 'upstream_error'])(world, stream);
  expect(world.alerts).toEqual(['address']);
});
fault(
  22,
  'Retry-After is kept to: next target now, this one not before',
  cools(status(429, undefined, { 'retry-after': 7 })),
);
fault(
  22,
  'with no other target: 429 with Retry-After, and the provider is not asked again',
  async (world, stream) => {
    world.bad.behaviour = status(429, undefined, { 'retry-after': 7 });
    for (const _ of [1, 2]) {
      const answer = await ask(world, 'solo', stream);
      expect([answer.status, answer.code, answer.headers.get('retry-after')]).toEqual([
        429,
        'rate_limited',
        '7',
      ]);
    }
    expect(world.bad.heard).toHaveLength(1);
  },
);
fault(
  22,
  'where the wait is short it is waited for',
  retries(1, status(429, undefined, { 'retry-after': 1 })),
);
fault(23, 'Retry-After as a date counts too', async (world, stream) => {
  const date = new Date(Date.now() + 30_000).toUTCString();
  await cools(status(429, undefined, { 'retry-after': date }))(world, stream);
});
fault(24, 'without Retry-After the target is left alone for a while', cools(status(429)));
fault(25, 'an exhausted quota is left alone, and an admin is told', async (world, stream) => {
  await cools(status(429, error('You exceeded your current quota', 'insufficient_quota')))(world, stream);
  expect(world.alerts).toEqual(['payment']);
});
fault(27, 'a server error goes to the next target', passesOver(status(500)));
fault(27, 'with no other target it is tried again once', retries(1, status(500)));
for (const code of [502, 503, 504]) {
  fault(28, `${code} goes to the next target`, passesOver(status(code)));
  fault(28, `${code} with no other target is tried again, twice at most`, retries(2, status(code)));
}
fault(28, 'Retry-After of a 503 is kept to', cools(status(503, undefined, { 'retry-after': 7 })));
fault(29, '529 goes to the next target', passesOver(status(529)));
fault(
  30,
  'a redirect is not followed',
  returns(status(302, '', { location: 'http://127.0.0.1:1/' }), [502, 'upstream_error']),
);
fault(32, 'an unknown 4xx is the client’s', returns(status(418), [400, 'invalid_request']));
fault(32, 'an unknown 5xx goes to the next target', passesOver(status(599)));
fault(
  100,
  'a retry storm is bounded: three attempts at most, and clients are told not to retry',
  async (world, stream) => {
    world.bad.behaviour = status(502);
    const answer = await ask(world, 'solo', stream);
    expect([answer.status, answer.headers.get('x-should-retry')]).toEqual([502, 'false']);
    expect(world.bad.heard).toHaveLength(3);
  },
);
fault(
  99,
  'an open target alone is asked at low concurrency, and serves again when it is well',
  async (world, stream) => {
    world.bad.behaviour = status(500);
    for (let n = 0; n < 6; n += 1) await ask(world, 'solo', stream);
    world.bad.behaviour = healthy;
    expect((await ask(world, 'solo', stream)).status).toBe(200);
  },
);
fault(
  97,
  'a target that fails five times in a row is not asked while there is another',
  async (world, stream) => {
    world.bad.behaviour = status(500);
    for (let n = 0; n < 8; n += 1) expect((await ask(world, 'pair', stream)).status).toBe(200);
    expect(world.bad.heard).toHaveLength(5);
  },
);
