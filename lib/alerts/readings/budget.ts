import { figure, type Reading, type Take } from '../reading';

const WINDOWS = `SELECT budget_id AS budget, alert_percents AS percents,
    CASE scope_kind WHEN 'team' THEN scope_value
      WHEN 'key' THEN (SELECT team FROM virtual_key WHERE id = scope_value) END AS team,
    CASE WHEN limit_usd > 0 THEN (spent_usd * 100 / limit_usd)::float8 END AS spent
  FROM budget_window
  WHERE workspace_id = $1 AND starts_at <= $2 AND ends_at > $2 AND ($3::text IS NULL OR budget_id = $3)
    AND config_version = (SELECT max(w.config_version) FROM budget_window w WHERE w.budget_id = budget_window.budget_id)`;

/** Each percentage of a budget is a subject of its own; a new window starts below all of them. */
export const readBudgets: Take<'budget'> = async (rule, { client, nowMs }) => {
  const { rows } = await client.query<{
    budget: string;
    percents: number[];
    team: string | null;
    spent: number | null;
  }>(WINDOWS, [rule.workspace, new Date(nowMs).toISOString(), rule.when.budget ?? null]);
  const { percent } = rule.when;
  return rows.flatMap(({ budget, percents, team, spent }): Reading[] =>
    [...new Set(percent === undefined ? percents : [percent])].map((threshold) => ({
      subject: `${budget} at ${threshold} %`,
      ...(team === null ? {} : { team }),
      value: spent ?? undefined,
      threshold,
      side: 'above',
      summary: `${figure(spent ?? 0)} % of the budget “${budget}” is spent (${threshold} % is the mark)`,
    })),
  );
};
