import { expect } from 'vitest';
import { ANSWER_USD, head, TEXT } from './answers';
import { ask } from './ask';
import type { Behaviour, Heard } from './fault-server';
import type { World } from './world';

/** A whole answer with its length. */
export const whole = (text: string | Buffer, headers: Record<string, string | number> = {}) =>
  Buffer.concat([
    Buffer.from(head(200, { 'content-length': Buffer.byteLength(text), ...headers })),
    Buffer.from(text),
  ]);

export const write = (bytes: string | Buffer) => (heard: Heard) => void heard.socket.write(bytes);

/** Served three times over the same provider, each answer its own and billed as the provider says. */
export function isServed(behaviour: Behaviour) {
  return async (world: World, stream: boolean) => {
    world.bad.behaviour = (heard, server) => {
      server.bill(heard, ANSWER_USD);
      behaviour(heard, server);
    };
    for (const _ of [1, 2, 3]) {
      const answer = await ask(world, 'solo', stream);
      expect(answer.status).toBe(200);
      expect(answer.text).toContain(TEXT);
      expect(answer.text).not.toContain('STRAY');
      if (stream) expect(answer.text.match(/\[DONE\]/g)).toHaveLength(1);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    expect(world.gateway.completions().map(({ outcome }) => outcome)).toEqual(Array(3).fill('success'));
  };
}
