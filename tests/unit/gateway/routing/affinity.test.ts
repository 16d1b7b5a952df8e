import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WarmSessions } from '@/lib/routing/warm-sessions';
import { snapshotOf, startGateway, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { chatAnswer, startUpstream, type UpstreamStub } from '../upstream-stub';
import { ask, ROUTING_KEY, routingConfig, type RuleEntry } from './routing-config';

let upstream: UpstreamStub;
let gateway: GatewayFixture;
/** Providers, and models there, that answer 400 now. */
let failing: string[] = [];
beforeAll(async () => {
  upstream = await startUpstream((response, { url, body }) => {
    const { model } = JSON.parse(body) as { model: string };
    if (failing.some((name) => url.startsWith(`/${name}/`) || name === model))
      response.writeHead(400).end('{"error":{"message":"no","code":"model_not_found"}}');
    else response.end(chatAnswer());
  });
});
afterAll(() => upstream.close());
afterAll(() => gateway.close());

/** The model `middle` at three providers. */
async function begin(settings: NonNullable<RuleEntry['settings']>): Promise<void> {
  await gateway?.close();
  const base = routingConfig(upstream.url, [{ id: 'r', name: 'r', targets: ['middle'], settings }]);
  const providers = ['p', 'q', 'r'].map((id) => ({
    id,
    dialect: 'openai-chat' as const,
    baseUrl: `${upstream.url}/${id}/v1`,
  }));
  const models = base.models?.map((model) => ({
    ...model,
    offers: providers.map(({ id }) => ({ provider: id, model: `${model.id}-1` })),
  }));
  gateway = await startGateway(snapshotOf({ ...base, providers, models }, [ROUTING_KEY]), {
    sessions: new WarmSessions(),
  });
}
beforeEach(() => {
  failing = [];
});

const LONG = 'so many words '.repeat(600);
const from = async (session: string, content = LONG) => {
  const response = await ask(gateway, {
    headers: { 'x-tollgate-session': session },
    body: { messages: [{ role: 'user', content }] },
  });
  await response.text();
  return response.headers.get('x-tollgate-provider');
};

describe('a rule with affinity', () => {
  it('keeps a session at its provider, and spreads sessions over equal ones', async () => {
    await begin({ affinity: {} });
    const first = new Set<string | null>();
    for (let n = 0; n < 12; n += 1) {
      const provider = await from(`s${n}`);
      expect(await from(`s${n}`)).toBe(provider);
      first.add(provider);
    }
    expect(first.size).toBe(3);
  });
  it('stays with a fallback while its prompt cache is warm', async () => {
    await begin({ affinity: {} });
    const own = await from('s');
    failing = [own ?? ''];
    const fallback = await from('s');
    failing = [];
    expect(fallback).not.toBe(own);
    expect(await from('s')).toBe(fallback);
  });
  it('goes back after a short prompt, of which no provider caches anything', async () => {
    await begin({ affinity: {} });
    const own = await from('s', 'Hi.');
    failing = [own ?? ''];
    expect(await from('s', 'Hi.')).not.toBe(own);
    failing = [];
    expect(await from('s', 'Hi.')).toBe(own);
  });
  it('books the session’s own target as the first choice and no fallback', async () => {
    await begin({ affinity: {} });
    const own = await from('s3');
    expect(gateway.completions().at(-1)?.request.route.candidates[0]).toBe(`${own}/middle`);
  });
});

it('a session whose arm of an experiment failed comes back to its arm', async () => {
  await begin({ affinity: {}, canary: { target: 'strong', percent: 100 } });
  failing = ['strong-1'];
  const modelOf = async () => {
    await from('s');
    return gateway.completions().at(-1)?.attempts.at(-1)?.model;
  };
  expect(await modelOf()).toBe('middle');
  failing = [];
  expect(await modelOf()).toBe('strong');
});

describe('a rule with balance', () => {
  it('spreads calls over equal targets', async () => {
    await begin({ balance: 'load' });
    const seen = new Map<string | null, number>();
    for (let n = 0; n < 60; n += 1) {
      const provider = await from(`s${n}`, 'Hi.');
      seen.set(provider, (seen.get(provider) ?? 0) + 1);
    }
    expect(seen.size).toBe(3);
  });
  it('without it the first one gets them all', async () => {
    await begin({});
    expect(new Set(await Promise.all(Array.from({ length: 6 }, (_, n) => from(`s${n}`, 'Hi.'))))).toEqual(
      new Set(['p']),
    );
  });
});
