import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { freePort } from '@/lib/boot/free-port';
import { KeyLimits } from '@/lib/gateway/entrance/key-limits';
import type { RedisServer } from '../support/redis-server';
import { member, newRedis } from './fleet-of';

let nodes: RedisServer[];

beforeAll(async () => {
  const node = async () =>
    newRedis({ more: ['--cluster-enabled', 'yes', '--cluster-port', String(await freePort())] });
  nodes = [await node(), await node()];
  const [one, two] = nodes;
  await one?.tell('CLUSTER', 'ADDSLOTSRANGE', '0', '8191');
  await two?.tell('CLUSTER', 'ADDSLOTSRANGE', '8192', '16383');
  const bus = String(await two?.tell('CLUSTER', 'NODES')).match(/@(\d+)/)?.[1] ?? '';
  await one?.tell('CLUSTER', 'MEET', '127.0.0.1', String(two?.port), bus);
  for (const each of nodes)
    await vi.waitFor(
      async () => expect(String(await each.tell('CLUSTER', 'INFO'))).toMatch(/cluster_state:ok/),
      { timeout: 20_000, interval: 100 },
    );
}, 40_000);
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.remove()));
});

it('limits and hints are shared over the nodes of a cluster', async () => {
  const url = nodes.map((node) => node.url).join(',');
  const [first, second] = await Promise.all([
    member({ url }, { isCluster: true }),
    member({ url }, { isCluster: true }),
  ]);
  try {
    expect([first.fleet.link.problem, second.fleet.link.problem]).toEqual([undefined, undefined]);
    // Keys that lie on both nodes.
    for (const id of ['a', 'b', 'c', 'd', 'e']) {
      const key = { id, name: id, workspaceId: 'main', tags: {}, rpm: 50 };
      const gateways = [first, second].map(
        ({ fleet }) => new KeyLimits(() => performance.now(), fleet.sharing.newLimit),
      );
      const asked = Array.from({ length: 100 }, async (_, n) => {
        await gateways[n % 2]?.enter(key, 0, {});
      });
      const results = await Promise.allSettled(asked);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    }
    first.fleet.sharing.tell({ kind: 'opened', name: 'openai/gpt', forMs: 5_000 });
    await vi.waitFor(() => expect(second.heard).toHaveLength(1), { timeout: 3_000 });
  } finally {
    await Promise.all([first.fleet.close(), second.fleet.close()]);
  }
});

it('one node alone says that it is a cluster', async () => {
  const members = await Promise.all(nodes.map((node) => member(node)));
  try {
    expect(members.map(({ fleet }) => fleet.link.problem)).toContain(
      'MOVED: it is a cluster, set REDIS_CLUSTER=on',
    );
  } finally {
    await Promise.all(members.map(({ fleet }) => fleet.close()));
  }
});
