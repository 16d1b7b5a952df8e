import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { tendBooks } from '@/lib/budgets/tend-books';
import { applyConfig } from '@/lib/config/apply-config';
import { startIngest } from '@/lib/ledger/ingest';
import { startSimulator } from '@/lib/simulator/start';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { db } from '@/lib/db';
import { freshDatabase } from '@/tests/support/fresh-database';
import { budgetedConfig, type RigConfig } from './budgeted-config';

export interface GatewayProcess {
  url: string;
  child: ChildProcess;
  kill9(): Promise<void>;
}

export interface Rig {
  gateways: GatewayProcess[];
  /** A database of the same server that is never taken away. */
  serverUrl: string;
  query<R extends pg.QueryResultRow>(text: string): Promise<R[]>;
  publish(config: RigConfig): Promise<void>;
  /** Until all that was written is on the books. */
  ingested(): Promise<void>;
  close(): Promise<void>;
}

async function startGatewayProcess(environment: NodeJS.ProcessEnv, name: string): Promise<GatewayProcess> {
  const child = fork(path.resolve('lib/processes/gateway.ts'), [], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...environment, TOLLGATE_PROCESS: name },
  });
  const [message] = (await once(child, 'message')) as [{ port: number }];
  return {
    url: `http://127.0.0.1:${message.port}`,
    child,
    async kill9() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function stopGateway({ child }: GatewayProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

function environmentOf(databaseUrl: string, folder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    TOLLGATE_DATA_DIR: folder,
    TEST_SIM_KEY: 'sim-test',
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
  };
}

/** Ingestion and sweeping, as the worker does them. */
function startBooks(databaseUrl: string, ledgerDirectory: string) {
  const ingest = startIngest({ databaseUrl, directory: ledgerDirectory });
  const tended = tendBooks({
    databaseUrl,
    ledgerDirectory,
    ingested: () => ingest.idle(),
    // Tests take the database away; a sweep that never works shows in what they wait for.
    onError: () => undefined,
    everyMs: 200,
  });
  return {
    ingested: () => ingest.idle(),
    async close() {
      const closing = tended.close();
      await ingest.close();
      await closing;
    },
  };
}

/** The real thing: gateway processes, a provider on a socket, PostgreSQL, ingestion and sweeping. */
export async function startRig(processes: number, config: RigConfig): Promise<Rig> {
  const database = await freshDatabase();
  const server = process.env['DATABASE_URL'];
  process.env['DATABASE_URL'] = database.url;
  const folder = mkdtempSync(path.join(tmpdir(), 'tollgate-budgets-'));
  const ledgerDirectory = path.join(folder, 'ledger');
  const simulator = await startSimulator({
    ledgerPath: path.join(folder, 'provider.jsonl'),
    latencyFactor: 0.05,
  });
  await createDefaultWorkspaces({ demo: false });
  const publish = async (next: RigConfig) => {
    await applyConfig({ file: budgetedConfig(simulator.url, next), author: 'test' });
  };
  await publish(config);
  const books = startBooks(database.url, ledgerDirectory);
  const environment = environmentOf(database.url, folder);
  const names = Array.from({ length: processes }, (_, index) => `gateway-${index + 1}`);
  const gateways = await Promise.all(names.map((name) => startGatewayProcess(environment, name)));
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => undefined);
  return {
    gateways,
    serverUrl: server ?? '',
    publish,
    query: async (text) => (await pool.query(text)).rows,
    ingested: () => books.ingested(),
    async close() {
      await Promise.all(gateways.map(stopGateway));
      await books.close();
      await simulator.close();
      await pool.end();
      await db().$disconnect();
      // The next rig has another database.
      Reflect.deleteProperty(globalThis, 'tollgatePrisma');
      process.env['DATABASE_URL'] = server;
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
