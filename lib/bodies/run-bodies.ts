import pg from 'pg';
import { storeSpooled } from './store-spooled';

interface BodyOptions {
  databaseUrl: string;
  /** Where the gateways of this machine put bodies down. */
  directory: string;
  onError: (error: unknown) => void;
  everyMs?: number;
}

const EVERY_MS = 500;

/** The worker's part of bodies: what gateways put down is redacted and stored. */
export function runBodies({ databaseUrl, directory, onError, everyMs = EVERY_MS }: BodyOptions): {
  close(): Promise<void>;
} {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 5_000 });
  pool.on('error', onError);
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= storeSpooled(pool, directory, onError)
      .then(() => undefined, onError)
      .finally(() => (running = undefined));
  }, everyMs);
  return {
    async close() {
      clearInterval(timer);
      await running;
      await pool.end();
    },
  };
}
