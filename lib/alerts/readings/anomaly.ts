import { anomalyScore } from '@/lib/forecast/anomaly';
import { figure, type Reading, type Take } from '../reading';

const HOUR_MS = 3_600_000;
const WEEKS = 8;
const COLUMNS = { workspace: "'all'", team: 'team', key: 'key_id', model: 'model' } as const;

/** The last whole hour and the same hour of the eight weeks before, of who has spent in any of them. */
const hours = (column: string) => `WITH slot AS (
    SELECT week, $2::timestamptz - week * interval '168 hours' AS starts FROM generate_series(0, ${WEEKS}) AS week
  ), spent AS (
    SELECT ${column} AS entity, slot.week, sum(cost_usd)::float8 AS usd
    FROM slot JOIN rollup_15m ON bucket >= slot.starts AND bucket < slot.starts + interval '1 hour'
    WHERE workspace_id = $1 GROUP BY 1, 2
  )
  SELECT entity, coalesce(max(usd) FILTER (WHERE week = 0), 0) AS now,
    array_agg(usd) FILTER (WHERE week > 0) AS before, max(week) AS oldest
  FROM spent WHERE entity <> '' GROUP BY 1`;

interface Row {
  entity: string;
  now: number;
  before: number[] | null;
  oldest: number;
}

/** Spend of the last whole hour against the entity's own history at that hour of the week. */
export const readAnomalies: Take<'anomaly'> = async (rule, { client, nowMs }) => {
  const hour = Math.floor(nowMs / HOUR_MS) * HOUR_MS - HOUR_MS;
  const { rows } = await client.query<Row>(hours(COLUMNS[rule.when.by]), [
    rule.workspace,
    new Date(hour).toISOString(),
  ]);
  return rows.map(({ entity, now, before, oldest }): Reading => {
    // Weeks without spend since the first one with some are zeros, not gaps.
    const seen = before ?? [];
    const history = [...seen, ...Array.from({ length: Math.max(0, oldest - seen.length) }, () => 0)];
    const { score, usual } = anomalyScore(now, history);
    const summary =
      score === undefined
        ? `not enough history of ${entity} to say what is usual`
        : `${entity} spent $${figure(now)} in an hour in which $${figure(usual)} is usual (${figure(score)} deviations)`;
    return { subject: entity, value: score, threshold: rule.when.score, side: 'above', summary };
  });
};
