import { figure, windowStart, type Reading, type Take } from '../reading';

/** Partitions are by the request's start, which may lie an hour before its last attempt. */
const ATTEMPTS = `SELECT provider, model, count(*)::float8 AS attempts FROM attempt
  WHERE workspace_id = $1 AND started_at >= $2 AND request_started_at >= $2::timestamptz - interval '1 hour'
    AND cost_state = $3
  GROUP BY 1, 2`;
const DEAD = `SELECT count(*)::float8 AS records FROM ledger_dead_letter WHERE at >= $1`;

type Kind = 'unpriced' | 'quarantined';
const WORDS: Record<Kind, string> = {
  unpriced: 'have no price, so their cost is in no total',
  quarantined: 'came with a usage that is none (negative, not a number or too large), so they are not billed',
};

/** The state of such an attempt's cost has the name of the alert. */
function readAttempts<K extends Kind>(kind: K): Take<K> {
  return async (rule, { client, nowMs }) => {
    const { rows } = await client.query<{ provider: string; model: string; attempts: number }>(ATTEMPTS, [
      rule.workspace,
      windowStart(rule, nowMs),
      kind,
    ]);
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
