import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { BootError } from '@/lib/boot/boot-error';
import { freePort, isPortFree } from '@/lib/boot/free-port';
import { run } from '@/lib/boot/run';
import { familyYieldsToGateways } from '@/lib/boot/yield-to-gateways';
import { serverBinaries } from './binaries';
import { serverUrl, withClient } from './connect';
import { createCluster, lastLine } from './create-cluster';
import { openPlace, type Place } from './place';
import { adoptRunning } from './running';
import { writeSettings, type ServerSettings } from './settings';

const DATABASE = 'tollgate';
const PORT_TRIES = 3;

export interface EmbeddedPostgres {
  /** Address of the database `tollgate`, with its password. */
  url: string;
  port: number;
  /** PostgreSQL's own data directory. */
  cluster: string;
  /** True when it was found running, left behind by a Tollgate that was killed. */
  adopted: boolean;
  /** From now on, and when it was started again, it runs only where no gateway wants the processor. */
  giveWay(): void;
  /** Starts it again on the same port if it has died (the system was out of memory, somebody killed it). */
  revive(): Promise<boolean>;
  /** Fast shutdown: open transactions are rolled back, all data is on disk afterwards. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL of a data directory, creating it first if need be. The caller holds the data directory's lock.
 * Throws {@link BootError} with what PostgreSQL said.
 */
export async function openPostgres(
  dataDirectory: string,
  settings: ServerSettings = {},
): Promise<EmbeddedPostgres> {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const place = await openPlace(realpathSync(dataDirectory));
  const binaries = await serverBinaries(place.account, place.copyRoot);
  await createCluster(place, binaries);
  const stop = () => stopServer(place, binaries);
  const adoptedPort = await adoptRunning(place, stop);
  const port = adoptedPort ?? (await startServer(place, binaries, settings));
  place.rememberPort(port);
  await createDatabase(place, port);
  let givesWay = false;
  const giveWay = () => {
    givesWay = true;
    familyYieldsToGateways(postmasterOf(place));
  };
  return {
    url: serverUrl(place, port, DATABASE),
    port,
    cluster: place.cluster,
    adopted: adoptedPort !== undefined,
    stop,
    giveWay,
    revive: async () => {
      if (!(await isPortFree(port, '127.0.0.1'))) return false;
      await adoptRunning(place, stop);
      await startServer({ ...place, port }, binaries, settings);
      if (givesWay) giveWay();
      return true;
    },
  };
}

async function startServer(place: Place, binaries: string, settings: ServerSettings): Promise<number> {
  const log = path.join(place.cluster, 'start.log');
  let said = '';
  for (let attempt = 1; attempt <= PORT_TRIES; attempt++) {
    const port = await freePort('127.0.0.1', attempt === 1 ? place.port : 0);
    writeSettings(place.cluster, place.account, port, settings);
    const { code, output } = await control(place, binaries, ['start', '-w', '-t', '120', '-l', log]);
    if (code === 0) return port;
    said = existsSync(log) ? readFileSync(log, 'utf8') : output;
    if (!/could not bind|already in use/i.test(said)) break;
  }
  const fatal = said.split('\n').findLast((line) => line.includes('FATAL'));
  throw new BootError(`PostgreSQL did not start: ${fatal ?? lastLine(said)} (${log})`);
}

function postmasterOf({ cluster }: Place): number | undefined {
  const [pid] = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  return Number(pid) > 0 ? Number(pid) : undefined;
}

async function stopServer(place: Place, binaries: string): Promise<void> {
  const fast = await control(place, binaries, ['stop', '-w', '-t', '30', '-m', 'fast']);
  if (fast.code !== 0) await control(place, binaries, ['stop', '-w', '-t', '10', '-m', 'immediate']);
}

function control(place: Place, binaries: string, args: string[]) {
  return run(path.join(binaries, 'pg_ctl'), ['-D', place.cluster, ...args], {
    ...(place.account && { account: place.account }),
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
  });
}

async function createDatabase(place: Place, port: number): Promise<void> {
  await withClient(serverUrl(place, port, 'postgres'), async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(DATABASE)}`);
  });
}
