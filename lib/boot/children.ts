import { availableParallelism } from 'node:os';
import type { Env } from '@/lib/env';
import { Child, type ChildSpec } from './child';
import { launchGateway, launchProcess } from './launch';
import type { Step } from './steps';
import type { Teardown } from './teardown';

const GRACE_MS = 10_000;
const READY_MS = 60_000;

async function startAll(specs: readonly ChildSpec[], teardown: Teardown): Promise<void> {
  const children = specs.map((spec) => new Child(spec));
  teardown.add(specs[0]?.name ?? '', async () => {
    await Promise.all(children.map((child) => child.stop()));
  });
  await Promise.all(children.map((child) => child.start()));
}

/** Simulator (when wanted), worker, dashboard and gateways, in this order; stopped in the opposite one. */
export async function startChildren(
  options: { settings: Env; dev: boolean; simulator: boolean },
  step: Step,
  teardown: Teardown,
): Promise<void> {
  const spec = (name: string, args: string[] = []): ChildSpec => ({
    name,
    launch: () => launchProcess(name, args),
    graceMs: GRACE_MS,
    readyMs: READY_MS,
  });
  if (options.simulator) await step('simulator', () => startAll([spec('simulator')], teardown));
  await step('worker', () => startAll([spec('worker')], teardown));
  await step('dashboard', () => startAll([spec('dashboard', options.dev ? ['--dev'] : [])], teardown));
  const count = options.settings.TOLLGATE_WORKERS ?? availableParallelism();
  const gateways = Array.from({ length: count }, (_, index) => ({
    name: count === 1 ? 'gateway' : `gateway ${index + 1}`,
    launch: () => launchGateway(index + 1),
    // Requests in flight have ten seconds of their own inside the gateway.
    graceMs: GRACE_MS + 2_000,
    readyMs: READY_MS,
  }));
  await step(`gateway (${count})`, () => startAll(gateways, teardown));
}
