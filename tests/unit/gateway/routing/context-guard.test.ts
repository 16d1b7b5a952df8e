import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayFixture } from '@/tests/support/gateway-fixture';
import { chatAnswer, startUpstream, type UpstreamStub } from '../upstream-stub';
import { ask, startRouting, type RuleEntry } from './routing-config';

const rule = (id: string, tooLong?: 'larger' | 'trim'): RuleEntry => ({
  ...{ id, name: id, when: { models: [id] }, targets: ['cheap'] },
  settings: tooLong === undefined ? {} : { tooLong },
});

let upstream: UpstreamStub;
let gateway: GatewayFixture;
beforeAll(async () => {
  upstream = await startUpstream((response) => response.end(chatAnswer()));
  gateway = await startRouting(upstream.url, [rule('plain'), rule('larger', 'larger'), rule('trim', 'trim')]);
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

const LONG = 'some words '.repeat(400);
/** About 2,500 tokens: more than the 1,000 of the model `cheap`, less than the 8,000 of `middle`. */
const TALK = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: LONG },
  { role: 'assistant', content: LONG },
  { role: 'user', content: 'And now?' },
];

describe('a prompt that fits no window of its rule', () => {
  it('is refused where the rule says nothing', async () => {
    const response = await ask(gateway, { body: { model: 'plain', messages: TALK } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'context_length_exceeded' } });
  });
  it('goes to the smallest window that holds it', async () => {
    const response = await ask(gateway, { body: { model: 'larger', messages: TALK } });
    expect(response.headers.get('x-tollgate-model')).toBe('middle');
    expect(response.headers.get('x-tollgate-context')).toBe('larger-window');
    expect(gateway.completions().at(-1)?.request.route).toMatchObject({ context: { done: 'larger' } });
  });
  it('loses its oldest messages, and the answer says how many', async () => {
    const response = await ask(gateway, { body: { model: 'trim', messages: TALK, temperature: 0.5 } });
    expect(response.headers.get('x-tollgate-model')).toBe('cheap');
    expect(response.headers.get('x-tollgate-context')).toBe('trimmed; dropped=2');
    const sent = JSON.parse(upstream.calls.at(-1)?.body ?? '{}') as {
      messages: unknown;
      temperature: number;
    };
    expect(sent).toMatchObject({ messages: [TALK[0], TALK[3]], temperature: 0.5 });
  });
  it('is refused when the last message alone is too long', async () => {
    const messages = [...TALK.slice(0, 3), { role: 'user', content: LONG.repeat(3) }];
    const response = await ask(gateway, { body: { model: 'trim', messages } });
    expect(response.status).toBe(400);
    expect(gateway.internalErrors).toEqual([]);
  });
  it('is left alone when it fits', async () => {
    const response = await ask(gateway, { body: { model: 'trim' } });
    expect(response.headers.get('x-tollgate-context')).toBeNull();
  });
});
