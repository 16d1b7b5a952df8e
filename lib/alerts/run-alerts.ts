import pg from 'pg';
import { parseAllowList } from '@/lib/egress/policy';
import type { Job } from '@/lib/jobs/deps';
import { repeat } from '@/lib/jobs/repeat';
import { backlogBytes } from './backlog-bytes';
import { deliverDue } from './deliver';
import { evaluateAlerts } from './evaluate';
import { secretReader } from './open-secret';

export interface RunAlertsOptions {
  databaseUrl: string;
  ledgerDirectory: string;
  /** As in TOLLGATE_EGRESS_ALLOW; throws at the start when it can't be read. */
  egressAllow: string | undefined;
  publicUrl: string | undefined;
  onError: (error: unknown) => void;
  evaluateEveryMs?: number;
  deliverEveryMs?: number;
}

const EVALUATE_EVERY_MS = 30_000;
const DELIVER_EVERY_MS = 5_000;

/** The worker's part of the alerts: conditions are looked at, and what is due is sent. */
export function runAlerts(options: RunAlertsOptions): Job {
  const { databaseUrl, ledgerDirectory, publicUrl, onError } = options;
  const allowed = parseAllowList(options.egressAllow);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 3, connectionTimeoutMillis: 5_000 });
  pool.on('error', onError);
  const secretOf = secretReader(pool);
  const evaluate = () =>
    evaluateAlerts(pool, {
      nowMs: Date.now(),
      backlogBytes: () => backlogBytes(pool, ledgerDirectory),
      onError,
    });
  const deliver = () =>
    deliverDue(pool, { allowed, secretOf, publicUrl, now: () => Date.now(), random: () => Math.random() });
  const loops = [
    repeat(evaluate, { everyMs: options.evaluateEveryMs ?? EVALUATE_EVERY_MS, onError }),
    repeat(deliver, { everyMs: options.deliverEveryMs ?? DELIVER_EVERY_MS, onError }),
  ];
  return {
    async close() {
      await Promise.all(loops.map((loop) => loop.close()));
      await pool.end();
    },
  };
}
