import { Redis } from 'ioredis';
import { withClient } from '@/lib/boot/postgres/connect';
import { atMost, type Finding } from './finding';
import { ask, keyValue, makeKey, manage, untilAll } from './manage';
import { BUDGET_USD, RATE_LIMIT, ruleOf } from './config';
import type { World } from './world';

const WITHIN_MS = 2_000;
const OFFERED_PER_S = 60;
const OFFERED_S = 15;

/** What is called out in Redis, by kind; undefined without one. */
async function overheard(world: World): Promise<{ kinds: Set<string>; end: () => void } | undefined> {
  if (world.redis === undefined) return undefined;
  const client = new Redis(world.redis.url);
  const kinds = new Set<string>();
  client.on('message', (_channel, message) => {
    const said: unknown = JSON.parse(message);
    if (typeof said === 'object' && said !== null && 'kind' in said) kinds.add(String(said.kind));
  });
  await client.subscribe('tollgate:news');
  return { kinds, end: () => client.disconnect() };
}

/** A published rule and a revoked key: with all that announces them, and with nothing but a row in the database. */
export async function measureNews(world: World): Promise<Finding[]> {
  const value = await makeKey(world, 'news');
  const heard = await overheard(world);
  const serves =
    (rule: string) =>
    async ({ url }: { url: string }) =>
      (await ask(url, value, 'routed')).headers.get('x-tollgate-route') === rule;
  await untilAll(world, serves('first-rule'));
  const config = (await manage(world, 'GET', '/config')) as object;
  await manage(world, 'PUT', '/config', { ...config, rules: [ruleOf('second-rule')] });
  const published = await untilAll(world, serves('second-rule'));

  const isRefused =
    (key: string) =>
    async ({ url }: { url: string }) =>
      (await ask(url, key, 'fast')).status === 401;
  await manage(world, 'DELETE', '/keys/news');
  const revoked = await untilAll(world, isRefused(value));

  const called = heard === undefined ? [] : [calledOut([...heard.kinds])];
  heard?.end();
  const silent = await makeKey(world, 'silent');
  await withClient(world.postgres.url, (client) =>
    client.query(`UPDATE virtual_key SET enabled = false WHERE id = 'silent'`),
  );
  const polled = await untilAll(world, isRefused(silent));
  return [
    atMost('published rule in force at every gateway', published, WITHIN_MS),
    atMost('revoked key refused at every gateway', revoked, WITHIN_MS),
    atMost('the same without any notification', polled, WITHIN_MS),
    ...called,
  ];
}

const calledOut = (kinds: string[]): Finding => ({
  name: 'called out in Redis by the dashboard',
  seen: kinds.toSorted().join(', '),
  wanted: 'config, key_revoked',
  ok: kinds.includes('config') && kinds.includes('key_revoked'),
});

/** More than the limit by the balancer, at a fixed rate. */
export async function measureRateLimit(world: World): Promise<Finding> {
  const value = await makeKey(world, 'limited', { rpm: RATE_LIMIT });
  const asked: Promise<number>[] = [];
  const startedMs = performance.now();
  for (let sent = 0; sent < OFFERED_PER_S * OFFERED_S;) {
    const due = ((performance.now() - startedMs) * OFFERED_PER_S) / 1_000;
    for (; sent < due && sent < OFFERED_PER_S * OFFERED_S; sent += 1)
      asked.push(
        ask(world.balancer.url, value, 'fast').then(async (answer) => (await answer.text(), answer.status)),
      );
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const statuses = await Promise.all(asked);
  const served = statuses.filter((status) => status === 200).length;
  const odd = statuses.filter((status) => status !== 200 && status !== 429).length;
  const off = Math.abs(served - RATE_LIMIT) / RATE_LIMIT;
  return {
    name: `requests served of ${OFFERED_PER_S * OFFERED_S} at a limit of ${RATE_LIMIT} a minute, in total`,
    seen: `${served} (${(off * 100).toFixed(1)} % off)${odd > 0 ? `, ${odd} failed` : ''}`,
    wanted: '<= 2 % off',
    ok: off <= 0.02 && odd === 0,
  };
}

/** The last cents, asked for by many at once at every gateway; judged when all is on the books. */
export async function spendBudget(world: World): Promise<void> {
  const value = keyValue('capped');
  const lane = async (n: number) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const { url } = world.gateways[(n + tries) % world.gateways.length] ?? { url: '' };
      const answer = await ask(url, value, 'fast');
      await answer.text();
      if (answer.status === 402) return;
    }
  };
  await Promise.all(Array.from({ length: 30 }, (_, n) => lane(n)));
}

export async function judgeBudget(databaseUrl: string): Promise<Finding> {
  const spent = await withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ spent: string; over: string }>(
      `SELECT sum(a.cost_usd)::text AS spent, greatest(sum(a.cost_usd) - ${BUDGET_USD}, 0)::text AS over
       FROM attempt a JOIN request r ON r.started_at = a.request_started_at AND r.id = a.request_id
       WHERE r.key_id = 'capped'`,
    );
    return rows[0];
  });
  return {
    name: `hard budget of $${BUDGET_USD} spent by 30 clients at three gateways`,
    seen: `$${Number(spent?.spent ?? 0)}, overspent $${Number(spent?.over ?? 0).toFixed(2)}`,
    wanted: 'overspent $0.00',
    ok: Number(spent?.over ?? 1) === 0 && Number(spent?.spent ?? 0) > 0,
  };
}

const SHAKY = /tollgate_breaker_state\{target="shaky\/[^"]*"\} (\d)/;

/** One gateway finds a target failing; the others hear of it before they have called it, and find out with a probe. */
export async function measureBreaker(world: World): Promise<Finding[]> {
  const value = await makeKey(world, 'breaker');
  const [first, ...others] = world.gateways;
  const stateAt = async (url: string) => Number(SHAKY.exec(await metricsOf(world, url))?.[1] ?? 0);
  for (let n = 0; n < 50 && (await stateAt(first?.url ?? '')) !== 2; n += 1)
    await (await ask(first?.url ?? '', value, 'shaky')).text();
  const heard = await untilAll({ gateways: others }, async ({ url }) => (await stateAt(url)) > 0);
  const before = world.shaky.calls();
  for (const { url } of others) for (let n = 0; n < 10; n += 1) await (await ask(url, value, 'shaky')).text();
  const calls = world.shaky.calls() - before;
  return [
    atMost('opened breaker heard of at the other gateways', heard, WITHIN_MS),
    {
      name: 'calls of the failing target by the two others, of 20 requests',
      seen: String(calls),
      wanted: '<= 3 each (5 each without the hint)',
      ok: calls <= 6,
    },
  ];
}

export async function metricsOf({ adminToken }: Pick<World, 'adminToken'>, url: string): Promise<string> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${adminToken}` } });
  return answer.text();
}
