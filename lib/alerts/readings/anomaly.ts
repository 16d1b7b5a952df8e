import { z } from 'zod';
import { measureOf } from '@/lib/analytics/measures';
import { anomalyScore } from '@/lib/forecast/anomaly';
import { Prisma } from '@/lib/generated/prisma/client';
import { figure, type Reading, type Take } from '../reading';
import { runSql } from './measured';

const HOUR_MS = 3_600_000;
const WEEKS = 8;
const ENTITIES = {
  workspace: Prisma.sql`'all'`,
  team: Prisma.sql`s.team`,
  key: Prisma.sql`s.key_id`,
  model: Prisma.sql`s.model`,
} as const;

/** The last whole hour and the same hour of the eight weeks before, of who has spent in any of them. */
const hours = (by: keyof typeof ENTITIES, workspaceId: string, hour: Date) => Prisma.sql`WITH slot AS (
    SELECT week, ${hour}::timestamptz - week * interval '168 hours' AS starts FROM generate_series(0, ${WEEKS}::int) AS week
  ), spent AS (
    SELECT ${ENTITIES[by]} AS entity, slot.week, ${measureOf('costUsd').sql}::float8 AS usd, max(s.team) AS team
    FROM slot JOIN rollup_15m AS s ON s.bucket >= slot.starts AND s.bucket < slot.starts + interval '1 hour'
    WHERE s.workspace_id = ${workspaceId} GROUP BY 1, 2
  )
  SELECT entity, coalesce(max(usd) FILTER (WHERE week = 0), 0) AS now, max(team) AS team,
    array_agg(usd) FILTER (WHERE week > 0) AS before, max(week) AS oldest
  FROM spent WHERE entity <> '' GROUP BY 1`;

const hourRows = z.array(
  z.object({
    entity: z.string(),
    now: z.number(),
    team: z.string(),
    before: z.array(z.number()).nullable(),
    oldest: z.number(),
  }),
);

/** Spend of the last whole hour against the entity's own history at that hour of the week. */
export const readAnomalies: Take<'anomaly'> = async (rule, sources) => {
  const hour = Math.floor(sources.nowMs / HOUR_MS) * HOUR_MS - HOUR_MS;
  const { by, score: threshold } = rule.when;
  const found = await runSql(sources, hours(by, rule.workspace, new Date(hour)));
  return hourRows.parse(found).map(({ entity, now, team, before, oldest }): Reading => {
    // Weeks without spend since the first one with some are zeros, not gaps.
    const seen = before ?? [];
    const history = [...seen, ...Array.from({ length: Math.max(0, oldest - seen.length) }, () => 0)];
    const { score, usual } = anomalyScore(now, history);
    const summary =
      score === undefined
        ? `not enough history of ${entity} to say what is usual`
        : `${entity} spent $${figure(now)} in an hour in which $${figure(usual)} is usual (${figure(score)} deviations)`;
    const own = (by === 'team' || by === 'key') && team !== '' ? { team } : {};
    return { subject: entity, ...own, value: score, threshold, side: 'above', summary };
  });
};
