import { z } from 'zod';
import type { Dimension } from '@/lib/analytics/dimensions';
import { metricInSpansSql } from '@/lib/analytics/metric-in-spans';
import { anomalyScore } from '@/lib/forecast/anomaly';
import { figure, type Reading, type RuleOf, type Take } from '../reading';
import { runSql } from './measured';

const HOUR_MS = 3_600_000;
const WEEKS = 8;
const ENTITIES = { workspace: undefined, team: 'team', key: 'key', model: 'model' } as const satisfies Record<
  RuleOf<'anomaly'>['when']['by'],
  Dimension | undefined
>;

/** `costUsd` as a number: a deviation to compare, not an amount on the books. */
const spentRows = z.array(
  z.object({
    span: z.number(),
    entity: z.string(),
    team: z.string(),
    costUsd: z.string().transform(Number),
  }),
);

/** Spend of the last whole hour against the entity's own history at that hour of the week. */
export const readAnomalies: Take<'anomaly'> = async (rule, sources) => {
  const hour = Math.floor(sources.nowMs / HOUR_MS) * HOUR_MS - HOUR_MS;
  const { by, score: threshold } = rule.when;
  // This hour and the same one of the weeks before.
  const spans = Array.from({ length: WEEKS + 1 }, (_, week) => {
    const from = hour - week * 168 * HOUR_MS;
    return { from: new Date(from), to: new Date(from + HOUR_MS) };
  });
  const found = await runSql(sources, metricInSpansSql('cost', ENTITIES[by], rule.workspace, spans));
  const rows = spentRows.parse(found).filter(({ entity }) => entity !== '');
  return [...new Set(rows.map(({ entity }) => entity))].map((entity): Reading => {
    const spent = rows.filter((row) => row.entity === entity);
    const usdOf = new Map(spent.map(({ span, costUsd }) => [span, costUsd]));
    const now = usdOf.get(0) ?? 0;
    // Weeks without spend since the first one with some are zeros, not gaps.
    const oldest = Math.max(...usdOf.keys());
    const history = Array.from({ length: oldest }, (_, index) => usdOf.get(index + 1) ?? 0);
    const team = spent.find((row) => row.team !== '')?.team;
    const { score, usual } = anomalyScore(now, history);
    const summary =
      score === undefined
        ? `not enough history of ${entity} to say what is usual`
        : `${entity} spent $${figure(now)} in an hour in which $${figure(usual)} is usual (${figure(score)} deviations)`;
    const own = (by === 'team' || by === 'key') && team !== undefined ? { team } : {};
    return { subject: entity, ...own, value: score, threshold, side: 'above', summary };
  });
};
