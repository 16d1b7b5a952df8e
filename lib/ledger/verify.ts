import type pg from 'pg';
import { compareDays, type DayDifference } from './verify/compare-days';
import { compareRequests, type RequestDifference } from './verify/compare-requests';

/** What was compared, and where the books contradict themselves. No differences: they are right. */
export interface Verdict {
  requests: number;
  attempts: number;
  /** Sum over all attempts, decimal string. */
  costUsd: string;
  /** Workspace and day pairs whose rollups were compared with their rows. */
  days: number;
  /** Days that only the rollups still have, since retention dropped the rows. */
  daysWithoutRows: number;
  dayDifferences: DayDifference[];
  requestDifferences: RequestDifference[];
  /** Records that could not be read or stored: in no sum, kept for a person to look at. */
  deadLetters: number;
}

/** Compares rollups with rows, and requests with their attempts, at one moment. Changes nothing. */
export async function verifyBooks(client: pg.ClientBase): Promise<Verdict> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const days = await compareDays(client);
    const requestDifferences = await compareRequests(client);
    const { rows } = await client.query<{
      requests: number;
      attempts: number;
      cost: string;
      letters: number;
    }>(
      `SELECT (SELECT count(*)::float8 FROM request) AS requests, (SELECT count(*)::float8 FROM attempt) AS attempts,
         (SELECT coalesce(trim_scale(sum(cost_usd)), 0)::text FROM attempt) AS cost,
         (SELECT count(*)::float8 FROM ledger_dead_letter) AS letters`,
    );
    const [total] = rows;
    return {
      requests: total?.requests ?? 0,
      attempts: total?.attempts ?? 0,
      costUsd: total?.cost ?? '0',
      deadLetters: total?.letters ?? 0,
      days: days.compared,
      daysWithoutRows: days.withoutRows,
      dayDifferences: days.differences,
      requestDifferences,
    };
  } finally {
    await client.query('ROLLBACK');
  }
}

export function isRight(verdict: Verdict): boolean {
  return verdict.dayDifferences.length === 0 && verdict.requestDifferences.length === 0;
}
