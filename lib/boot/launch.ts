import { fork, type ChildProcess } from 'node:child_process';
import cluster from 'node:cluster';
import path from 'node:path';
import { GATEWAY_BUNDLE } from './bundle-gateway';
import { closeLostConnections } from './close-lost-connections';
import { MetricsExchange } from './gather-metrics';

/** Entries are TypeScript; the same loader that runs the supervisor runs them. */
const LOADER = ['--import', import.meta.resolve('tsx')];

/** MB: a gateway's requests live shortly. Node 24 would let it grow until the process holds 260 MB instead of 190 (docs/performance.md). */
const YOUNG_GENERATION = '--max-semi-space-size=8';

const metrics = new MetricsExchange();

/** Of those that {@link launchProcess} starts: who tells of itself, and who asks. */
const SPEAKS_OF_METRICS: ReadonlySet<string> = new Set(['worker', 'ingester', 'front']);

const entry = (name: string) => path.resolve('lib/processes', `${name}.ts`);

/**
 * An entry of lib/processes in a session of its own, so that Ctrl-C reaches the supervisor alone. Logs go to stderr; what
 * libraries print on stdout is shown in development only.
 */
export function launchProcess(name: string, args: readonly string[] = []): ChildProcess {
  const child = fork(entry(name), args, {
    execArgv: LOADER,
    env: { ...process.env, TOLLGATE_PROCESS: name },
    stdio: ['ignore', args.includes('--dev') ? 'inherit' : 'ignore', 'inherit', 'ipc'],
    detached: true,
  });
  if (SPEAKS_OF_METRICS.has(name)) metrics.add(name, child);
  return child;
}

/** What a gateway tells its siblings (how much of a key's limit it used) goes through here. */
function relayToSiblings(child: ChildProcess): void {
  child.on('message', (message) => {
    if (typeof message !== 'object' || !('type' in message) || message.type !== 'key-usage') return;
    for (const worker of Object.values(cluster.workers ?? {}))
      if (worker?.process.pid !== child.pid && worker?.isConnected() === true) worker.send(message);
  });
}

/** A gateway, bundled in production: a cluster worker, so that all of them accept on one port. */
export function launchGateway(number: number): ChildProcess {
  const run =
    process.env['NODE_ENV'] === 'production'
      ? { exec: path.resolve(GATEWAY_BUNDLE), execArgv: [YOUNG_GENERATION] }
      : { exec: entry('gateway'), execArgv: [...LOADER, YOUNG_GENERATION] };
  cluster.setupPrimary({ ...run, args: [] });
  const child = cluster.fork({ TOLLGATE_PROCESS: `gateway-${number}` }).process;
  closeLostConnections(child);
  relayToSiblings(child);
  metrics.add(`gateway-${number}`, child);
  return child;
}
