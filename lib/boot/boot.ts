import { useEngine } from '@/lib/books/use-engine';
import { readEnv } from '@/lib/env';
import { BootError } from './boot-error';
import { startChildren } from './children';
import { claimDataDirectory } from './data-directory';
import { ensureBuild } from './ensure-build';
import { freePort, isPortFree } from './free-port';
import { generateClient } from './generate-client';
import { migrate } from './migrate';
import { openDatabase } from './open-database';
import { removeRuntime, writeRuntime } from './runtime-file';
import { partsOf } from './roles';
import { simulatorPort } from './simulator-port';
import type { Step } from './steps';
import type { Teardown } from './teardown';
import { wantsSimulator } from './wants-simulator';

export interface BootOptions {
  dev: boolean;
  signal: AbortSignal;
  step: Step;
  teardown: Teardown;
}

/**
 * Everything from settings to serving, in order. Each thing started is added to the teardown at once. Returns the address
 * to open. Throws BootError or InvalidEnvError with one line, StoppedError when asked to stop on the way.
 */
export async function boot({ dev, signal, step, teardown }: BootOptions): Promise<string> {
  const settings = readEnv();
  const parts = partsOf(settings);
  const { directory, lock } = await claimDataDirectory(settings.TOLLGATE_DATA_DIR);
  teardown.add('data directory', () => lock.release());
  const port = await publicPort(settings.PORT, settings.HOST);
  const publish = (values: Record<string, string>) => Object.assign(process.env, values);
  publish({
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(port),
    TOLLGATE_DATA_DIR: directory,
  });

  await step('database client', generateClient);
  const database = await step('database', () => openDatabase(settings, directory, teardown));
  const databaseUrl = database.url;
  publish({ DATABASE_URL: databaseUrl });
  const { masterSecret } = await import('@/lib/secrets/master-secret');
  publish({ TOLLGATE_SECRET: masterSecret() });
  const ownSession = settings.DATABASE_DIRECT_URL ?? databaseUrl;
  await step('migrations', async () => {
    await migrate(ownSession);
    await useEngine(ownSession, settings.TOLLGATE_BOOKS);
  });
  const { seed, setupPath } = await import('./seed');
  await step('catalogue', seed);
  // Last of the long steps: a wrong setting shows before the minute that a build takes.
  if (!dev) await step('production build', () => ensureBuild(parts, signal));

  const simulator = await wantsSimulator(settings.TOLLGATE_SIMULATOR, databaseUrl);
  const simulatorOn = simulator ? await simulatorPort(directory, settings.TOLLGATE_SIMULATOR_PORT) : 0;
  const simulatorUrl = simulator ? `http://127.0.0.1:${simulatorOn}` : '';
  const dashboardPort = await freePort('127.0.0.1', settings.TOLLGATE_DASHBOARD_PORT);
  publish({
    TOLLGATE_SIMULATOR_PORT: String(simulatorOn),
    TOLLGATE_SIMULATOR_URL: simulatorUrl,
    TOLLGATE_DASHBOARD_PORT: String(dashboardPort),
  });
  await startChildren({ settings, parts, dev, simulator }, step, teardown);
  database.giveWay();

  teardown.add('runtime file', () => removeRuntime(directory));
  writeRuntime(directory, {
    pid: process.pid,
    port,
    databaseUrl,
    dashboardPort,
    ...(simulator && { simulatorUrl }),
  });
  const origin = settings.TOLLGATE_PUBLIC_URL ?? `http://localhost:${port}`;
  const path = parts.dashboard ? await setupPath() : undefined;
  return new URL(path ?? '/', origin).href;
}

/** Throws {@link BootError} when the port is taken. 0 is any free one. */
async function publicPort(port: number, host: string): Promise<number> {
  if (port === 0) return freePort(host);
  if (await isPortFree(port, host)) return port;
  throw new BootError(`Port ${port} is taken. Stop what uses it, or set PORT to another one.`);
}
