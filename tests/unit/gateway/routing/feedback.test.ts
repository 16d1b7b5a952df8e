import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FeedbackDesk } from '@/lib/feedback/open-feedback';
import { newRequestId, timeOfRequestId } from '@/lib/gateway/entrance/request-id';
import type { GatewayFixture } from '@/tests/support/gateway-fixture';
import { ask, startRouting } from './routing-config';

const AT = Date.UTC(2026, 10, 22, 6);
const OWN = newRequestId(AT);
const given: Parameters<FeedbackDesk['give']>[] = [];
let away = false;
let gateway: GatewayFixture;
beforeAll(async () => {
  const give: FeedbackDesk['give'] = (...word) => {
    if (away) return Promise.reject(new Error('the database is away'));
    given.push(word);
    return Promise.resolve(word[1].requestId === OWN ? 'recorded' : 'unknown');
  };
  gateway = await startRouting('http://127.0.0.1:9', [], {}, { feedback: { give } });
});
afterAll(() => gateway.close());

/** Without the model and messages of a chat, which this door does not know. */
const send = (word: object) =>
  ask(gateway, { path: '/v1/feedback', body: { model: undefined, messages: undefined, ...word } });

describe('POST /v1/feedback', () => {
  it('hands the word on with the key and the time that the id tells', async () => {
    const response = await send({ request_id: OWN, label: 'good' });
    expect(await response.json()).toMatchObject({
      request_id: OWN,
      score: 1,
      label: 'good',
      status: 'recorded',
    });
    expect(given.at(-1)?.[2]).toBe(AT);
    expect(timeOfRequestId(OWN)).toBe(AT);
  });
  it.each([
    ['an id of another kind', { request_id: 'chatcmpl-1', score: 1 }, 404, 'request_id'],
    ['an id that no request has', { request_id: newRequestId(AT), score: 1 }, 404, 'request_id'],
    ['no id', { score: 1 }, 400, 'request_id'],
    ['a score above 1', { request_id: OWN, score: 1.01 }, 400, 'score'],
    ['neither score nor a label that tells one', { request_id: OWN, label: 'nice' }, 400, 'score'],
    ['a label that no database keeps', { request_id: OWN, score: 1, label: '\0' }, 400, 'label'],
    ['a field that is none', { request_id: OWN, score: 1, colour: 'red' }, 400, undefined],
  ])('refuses %s', async (_, word, status, param) => {
    const response = await send(word);
    expect(response.status).toBe(status);
    const { error } = (await response.json()) as { error: { param?: string } };
    if (param !== undefined) expect(error.param).toBe(param);
  });
  it('says that it cannot keep it while the database is away', async () => {
    away = true;
    expect((await send({ request_id: OWN, score: 0 })).status).toBe(503);
  });
});
