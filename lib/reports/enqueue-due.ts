import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type PgBoss from 'pg-boss';
import { z } from 'zod';
import { inTransaction } from '@/lib/database/in-transaction';
import { dueMonth } from './due-month';

export const MAIL_QUEUE = 'report-mail';

const SCHEDULES = `SELECT s.workspace_id AS workspace, s.since, w.reporting_zone AS zone
  FROM report_schedule s JOIN workspace w ON w.id = s.workspace_id`;
const INSERT = `INSERT INTO report_delivery (id, workspace_id, month) VALUES ($1, $2, $3)
  ON CONFLICT (workspace_id, month) DO NOTHING`;

const scheduleRow = z.object({ workspace: z.string(), since: z.date(), zone: z.string() });

/** Minutes to the tries after the first double from one: eight of them are about four hours. */
const TRIES = { retryLimit: 8, retryDelay: 60, retryBackoff: true, expireInSeconds: 300 };

/**
 * Puts each report that is due by now into the queue, once: its row and its job come about in one transaction. Rejects when the
 * database is away.
 */
export async function enqueueDue(pool: pg.Pool, boss: Pick<PgBoss, 'send'>, now: Date): Promise<void> {
  const { rows } = await pool.query(SCHEDULES);
  for (const { workspace, since, zone } of z.array(scheduleRow).parse(rows)) {
    const month = dueMonth(now, zone, since);
    if (month !== undefined) await enqueue(pool, boss, workspace, month);
  }
}

function enqueue(
  pool: pg.Pool,
  boss: Pick<PgBoss, 'send'>,
  workspaceId: string,
  month: string,
): Promise<void> {
  return inTransaction(pool, async (client) => {
    const id = randomUUID();
    const { rowCount } = await client.query(INSERT, [id, workspaceId, month]);
    if (rowCount !== 1) return;
    const db = { executeSql: (text: string, values: unknown[]) => client.query(text, values) };
    await boss.send(MAIL_QUEUE, { id }, { ...TRIES, db });
  });
}
