import type { ServerOptions } from 'node:http';
import { Agent } from 'undici';
import { openBudgets, type Budgets } from '@/lib/budgets/open-budgets';
import { systemClock } from '@/lib/clock';
import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import type { GatewayDeps } from '@/lib/gateway/exchange';
import { Load } from '@/lib/gateway/entrance/load';
import { TargetHealth } from '@/lib/gateway/targets/target-health';
import { SERVER_LIMITS } from '@/lib/http/server-limits';
import { parseUsd } from '@/lib/pricing/money';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { MemoryStore } from '@/tests/unit/budgets/memory-store';
import { healthy } from './answers';
import { faultyConfig, type FaultyWorld } from './config';
import { FaultServer } from './fault-server';

export type Door = GatewayDeps['door'];

export interface World {
  door: Door;
  bad: FaultServer;
  good: FaultServer;
  gateway: GatewayFixture;
  health: TargetHealth;
  alerts: string[];
  load: Load;
  /** What is in force; a test may replace it in the middle of a request. */
  snapshot: Snapshot;
  budgets: Budgets;
  /** What the budget of the test key has given out. */
  lent: MemoryStore;
  /** Connections of the tests' own client. */
  client: Agent;
  close(): Promise<void>;
}

export interface WorldOptions extends FaultyWorld {
  door: Door;
  bad?: FaultServer;
  /** Instead of the faulty server's. */
  badUrl?: string;
  deps?: Partial<GatewayDeps>;
  /** Of the server at the door. */
  server?: ServerOptions;
  lent?: MemoryStore;
}

/** No limits and no budget: what a test asks with in the end, whatever it did to the other key. */
export const FREE_KEY = `${TEST_KEY}-free`;

/** One faulty and one healthy provider behind a gateway of their own, at the given door. */
export async function openWorld(over: WorldOptions): Promise<World> {
  process.env['TEST_FAULT_KEY'] = 'sk-upstream-secret-0123456789';
  const bad = await (over.bad ?? new FaultServer(healthy)).listen();
  const good = await new FaultServer(healthy).listen();
  const key = (id: string) => ({ id, name: id, workspaceId: 'main', tags: {} });
  const keys = [{ ...key(TEST_KEY), ...over.key }, key(FREE_KEY)];
  const config = faultyConfig(over.badUrl ?? bad.url, good.url, over);
  const alerts: string[] = [];
  const lent = over.lent ?? new MemoryStore(parseUsd(over.budgetUsd ?? '100'));
  const parts = {
    snapshot: snapshotOf(config, keys),
    load: over.deps?.load ?? new Load(),
    health: new TargetHealth(systemClock.monotonic, (alert) => alerts.push(alert)),
    budgets: openBudgets({ store: lent, clock: over.deps?.clock, waitMs: 50 }),
    client: new Agent({ connections: 64 }),
  };
  const { load, health, budgets, client } = parts;
  const deps = { load, health, budgets, snapshot: () => world.snapshot, ...over.deps, door: over.door };
  const gateway = await startGateway(parts.snapshot, deps, { ...SERVER_LIMITS, ...over.server });
  const world: World = {
    ...{ door: over.door, bad, good, gateway, alerts, lent, ...parts },
    close: async () => {
      await client.destroy();
      await Promise.all([gateway.close(), bad.close(), good.close()]);
    },
  };
  return world;
}
