import { figuresOf, mergeSums, NO_SUMS, seenOf } from '@/lib/health/figures';
import { HEALTH_DEFAULTS, judge, type HealthStatus, type HealthThresholds } from '@/lib/health/judge';
import { nowWindow, windowsOf, type WindowQuery } from '@/lib/health/read-windows';
import { windowsSql } from '@/lib/health/windows-sql';
import { windowStart, type Reading, type Take } from '../reading';
import { runSql } from './measured';

/** From well to ill; an unknown status is no reading. */
const LEVELS: Record<HealthStatus, number | undefined> = {
  unknown: undefined,
  healthy: 0,
  degraded: 1,
  unhealthy: 2,
};
const THRESHOLDS = `SELECT entry FROM (
    SELECT document FROM config_version ORDER BY version DESC LIMIT 1
  ) AS newest, jsonb_array_elements(coalesce(document -> 'health', '[]')) AS entry WHERE entry ->> 'id' = $1`;

/**
 * Each provider as the Health page judges it: the last five minutes, by the thresholds of the workspace. One that was
 * called within the window of the rule and is not any more is unknown, which ends no alert: traffic may have been led
 * around it.
 */
export const readProviders: Take<'provider_status'> = async (rule, sources) => {
  const { client, nowMs } = sources;
  const now = new Date(nowMs);
  const windows = async (query: WindowQuery) => windowsOf(await runSql(sources, windowsSql(query)));
  const span = [new Date(windowStart(rule, nowMs)), now];
  const called = await windows({ ...nowWindow(rule.workspace, now), edges: span });
  const recent = await windows(nowWindow(rule.workspace, now));
  const { rows } = await client.query<{ entry: HealthThresholds }>(THRESHOLDS, [rule.workspace]);
  const providers = new Set([...called, ...recent].map(({ provider }) => provider));
  return [...providers].map((provider): Reading => {
    const sums = recent
      .filter((one) => one.provider === provider)
      .reduce((sum, one) => mergeSums(sum, one.sums), NO_SUMS);
    const { status, reasons } = judge(seenOf(figuresOf(sums)), rows[0]?.entry ?? HEALTH_DEFAULTS);
    return {
      subject: provider,
      value: LEVELS[status],
      threshold: LEVELS[rule.when.status] ?? 1,
      side: 'above',
      summary: [`${provider} is ${status}`, ...reasons].join('; '),
    };
  });
};
