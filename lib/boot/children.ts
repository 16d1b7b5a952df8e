import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Env } from '@/lib/env';
import { Child, type ChildSpec } from './child';
import { launchGateway, launchProcess } from './launch';
import type { Parts } from './roles';
import type { Step } from './steps';
import type { Teardown } from './teardown';
import { yieldToGateways } from './yield-to-gateways';

/** Of what serves no requests of its own. */
const INNER_GRACE_MS = 10_000;
/** Beyond what a process takes for itself. */
const SPARE_MS = 2_000;
const READY_MS = 60_000;

async function startAll(specs: readonly ChildSpec[], teardown: Teardown): Promise<void> {
  const children = specs.map((spec) => new Child(spec));
  teardown.add(specs[0]?.name ?? '', async () => {
    await Promise.all(children.map((child) => child.stop()));
  });
  await Promise.all(children.map((child) => child.start()));
}

/** Simulator (when wanted), worker or ingester, dashboard, and gateways or a front, in this order; stopped in the opposite one. */
export async function startChildren(
  options: { settings: Env; parts: Parts; dev: boolean; simulator: boolean },
  step: Step,
  teardown: Teardown,
): Promise<void> {
  const { settings, parts, dev, simulator } = options;
  const start = (name: string, graceMs: number, args: string[] = []) => {
    const spec = {
      name,
      launch: () => launchProcess(name, args),
      // Not before: a start that gives way to everything on a busy machine may take minutes.
      whenReady: ({ pid }: ChildProcess) => yieldToGateways(pid),
      graceMs,
      readyMs: READY_MS,
    };
    return step(name, () => startAll([spec], teardown));
  };
  const doorsMs = settings.TOLLGATE_LEAVE_MS + settings.TOLLGATE_GRACE_MS + SPARE_MS;
  if (simulator) await start('simulator', INNER_GRACE_MS);
  await start(parts.schedules ? 'worker' : 'ingester', settings.TOLLGATE_GRACE_MS);
  if (parts.dashboard) await start('dashboard', INNER_GRACE_MS, dev ? ['--dev'] : []);
  if (!parts.gateways) {
    await start('front', doorsMs);
    return;
  }
  const count = settings.TOLLGATE_WORKERS ?? availableParallelism();
  const gateways = Array.from({ length: count }, (_, index) => ({
    name: count === 1 ? 'gateway' : `gateway ${index + 1}`,
    launch: () => launchGateway(index + 1),
    graceMs: doorsMs,
    readyMs: READY_MS,
  }));
  await step(`gateway (${count})`, () => startAll(gateways, teardown));
}
