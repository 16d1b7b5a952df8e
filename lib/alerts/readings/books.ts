import { z } from 'zod';
import { openAttempts, type OpenState } from '@/lib/analytics/requests/open-attempts';
import { Prisma } from '@/lib/generated/prisma/client';
import { figure, windowStart, type Reading, type Take } from '../reading';
import { runSql } from './measured';

const DEAD = `SELECT count(*)::float8 AS records FROM ledger_dead_letter WHERE at >= $1`;

const WORDS: Record<OpenState, string> = {
  unpriced: 'have no price, so their cost is in no total',
  quarantined: 'came with a usage that is none (negative, not a number or too large), so they are not billed',
};

/** A request is on the books under its start, which may lie this far before its last attempt. */
const LONGEST_REQUEST_MS = 3_600_000;
const openRows = z.array(z.object({ provider: z.string(), model: z.string(), attempts: z.number() }));

/** The state of such an attempt's cost has the name of the alert. */
function readAttempts<K extends OpenState>(kind: K): Take<K> {
  return async (rule, sources) => {
    const { nowMs } = sources;
    const since = new Date(windowStart(rule, nowMs));
    const from = new Date(since.getTime() - LONGEST_REQUEST_MS);
    const span = { workspaceId: rule.workspace, from, to: new Date(nowMs + 1) };
    const found = await runSql(
      sources,
      Prisma.sql`SELECT a.provider, a.model, count(*)::float8 AS attempts FROM attempt a
        WHERE ${openAttempts(kind, span)} AND a.started_at >= ${since} GROUP BY 1, 2`,
    );
    const rows = openRows.parse(found);
    return rows.map(({ provider, model, attempts }): Reading => ({
      subject: `${provider}/${model}`,
      value: attempts,
      threshold: 1,
      side: 'above',
      summary: `${figure(attempts)} attempts at ${provider}/${model} ${WORDS[kind]}`,
    }));
  };
}

export const readUnpriced = readAttempts('unpriced');
export const readQuarantined = readAttempts('quarantined');

export const readDeadLetters: Take<'dead_letters'> = async (rule, { client, nowMs }) => {
  const { rows } = await client.query<{ records: number }>(DEAD, [windowStart(rule, nowMs)]);
  const value = rows[0]?.records ?? 0;
  const summary = `${figure(value)} records of the log could not be put on the books; they are kept whole`;
  return [{ subject: 'all', value, threshold: 1, side: 'above', summary }];
};

export const readBacklog: Take<'log_backlog'> = async (rule, { backlogBytes }) => {
  const value = (await backlogBytes()) / 1_000_000;
  const { megabytes } = rule.when;
  const summary = `${figure(value)} MB of the log are not on the books yet (${megabytes} MB is the mark)`;
  return [{ subject: 'all', value, threshold: megabytes, side: 'above', summary }];
};
