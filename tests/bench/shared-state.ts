/**
 * `npm run bench:shared`: what it costs a request that its key has a limit: with the count in this process, and with it in
 * Redis. One process, one real Redis on the same machine; the calls of Redis are those of a key at 1,000 requests a second.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openFleet } from '@/lib/fleet/open-fleet';
import { parseRedisUrls } from '@/lib/fleet/redis-settings';
import { KeyLimits } from '@/lib/gateway/entrance/key-limits';
import { findRedis, startRedis } from '../support/redis-server';

const KEY = {
  id: 'bench',
  name: 'bench',
  workspaceId: 'main',
  tags: {},
  rpm: 60_000_000,
  tpm: 6_000_000_000,
};
const ROUNDS = 5;
const REQUESTS = 40_000;

process.env['TOLLGATE_SECRET'] ??= 'a secret of this benchmark alone, and of nothing else';
const say = (line: string) => void process.stdout.write(`${line}\n`);
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const binary = findRedis();
if (binary === undefined) throw new Error('There is no redis-server or valkey-server here.');
const redis = await startRedis(binary);
const nodes = parseRedisUrls(redis.url);
if (nodes === undefined) throw new Error('no address');
const fleet = await openFleet({
  settings: { nodes, isCluster: false, prefix: 'bench' },
  monotonic: () => performance.now(),
  now: () => Date.now(),
  instances: () => 3,
  onChange: () => undefined,
});

/** Microseconds a request: let in, charged, ended. Requests that wait are waited for. */
async function costOf(limits: KeyLimits, key: typeof KEY): Promise<number> {
  const startedMs = performance.now();
  for (let n = 0; n < REQUESTS; n += 1) {
    const entering = limits.enter(key, 0, {});
    const entrance = entering instanceof Promise ? await entering : entering;
    const charging = entrance.charge(100, {});
    if (charging instanceof Promise) await charging;
    entrance.end(120);
    // Answers of Redis come in between, as they do between requests.
    if (n % 50 === 49) await new Promise((resolve) => setImmediate(resolve));
  }
  return ((performance.now() - startedMs) * 1_000) / REQUESTS;
}

const alone = new KeyLimits(() => performance.now());
const shared = new KeyLimits(() => performance.now(), fleet.sharing.newLimit);
const costs = { alone: [] as number[], shared: [] as number[] };
for (let round = 0; round < ROUNDS; round += 1) {
  costs.alone.push(await costOf(alone, KEY));
  costs.shared.push(await costOf(shared, KEY));
}
say(
  `a request of a key with rpm and tpm: ${median(costs.alone).toFixed(2)} µs alone, ${median(costs.shared).toFixed(2)} µs shared`,
);

const waits: number[] = [];
for (let n = 0; n < 2_000; n += 1) {
  const key = { ...KEY, id: `cold-${n}` };
  const startedMs = performance.now();
  await shared.enter(key, 0, {});
  waits.push(performance.now() - startedMs);
}
const sorted = waits.toSorted((a, b) => a - b);
const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 1_000);
say(`the first request of a key waits ${at(0.5)} µs (p50), ${at(0.99)} µs (p99)`);

// What those keys took ahead goes back first.
await sleep(2_000);
const before = fleet.link.calls.ok;
const startedMs = performance.now();
let waited = 0;
let sent = 0;
while (performance.now() - startedMs < 5_000) {
  for (; sent < performance.now() - startedMs; sent += 1) {
    const entering = shared.enter({ ...KEY, id: 'steady', rpm: 60_000 }, 0, {});
    if (entering instanceof Promise) waited += 1;
    const entrance = await entering;
    await entrance.charge(100, {});
    entrance.end(120);
  }
  await sleep(1);
}
say(
  `${sent} requests in 5 s at limits of rpm and tpm: ${fleet.link.calls.ok - before} calls of Redis, ${waited} requests waited`,
);
await fleet.close();
await redis.remove();
process.exit(0);
