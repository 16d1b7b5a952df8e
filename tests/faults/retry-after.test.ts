import { expect } from 'vitest';
import { status } from './answers';
import { ask } from './ask';
import { fault } from './fault';
import type { World } from './world';

/** A 429 with such a Retry-After, and the next request goes past the target: for so many seconds, as far as that is told. */
function leavesAlone(value: string | string[], seconds?: number) {
  return async (world: World, stream: boolean) => {
    const lines = [value].flat().join('\r\nretry-after: ');
    world.bad.behaviour = status(429, undefined, { 'retry-after': lines });
    for (const _ of [1, 2])
      expect((await ask(world, 'pair', stream)).headers.get('x-tollgate-provider')).toBe('good');
    expect(world.bad.heard).toHaveLength(1);
    const alone = await ask(world, 'solo', stream);
    expect(alone.status).toBe(429);
    if (seconds !== undefined) {
      const told = Number(alone.headers.get('retry-after'));
      expect(told).toBeLessThanOrEqual(seconds);
      expect(told).toBeGreaterThan(seconds - 30);
    }
  };
}

/** A time that is over already: nothing to wait for. */
function asksAgain(value: string) {
  return async (world: World, stream: boolean) => {
    world.bad.behaviour = status(429, undefined, { 'retry-after': value });
    expect((await ask(world, 'solo', stream)).status).toBe(429);
    expect(world.bad.heard).toHaveLength(2);
  };
}

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toUTCString();

fault(23, 'a date in an hour counts as five minutes', leavesAlone(inSeconds(3_600), 300));
fault(
  23,
  'a date of the old kinds is read too',
  leavesAlone('Sunday, 06-Nov-94 08:49:37 GMT'.replace('94', '2099')),
);
fault(26, 'a Retry-After of years counts as five minutes', leavesAlone('99999999999', 300));
fault(
  26,
  'a Retry-After of more digits than a number has counts as five minutes',
  leavesAlone('9'.repeat(400)),
);
fault(26, 'a part of a second is rounded up', leavesAlone('40.2', 41));
for (const garbage of ['-5', 'soon', '', '1e9', '0x10', 'Infinity', 'NaN', '٣', 'Mon, 99 Foo 2026'])
  fault(26, `“${garbage}” says nothing: left alone as without a header`, leavesAlone(garbage));
fault(26, 'the header twice', leavesAlone(['30', '40']));
fault(26, 'a date in the past', asksAgain('Sun, 06 Nov 1994 08:49:37 GMT'));
fault(26, 'zero', asksAgain('0'));
