import type { AlertCondition } from '@/lib/config/alert-schemas';
import { sayWord } from '@/lib/i18n/say-word';
import type { T } from '@/lib/i18n/t';

/** When an alert fires, in the reader's words. Pure. */
export function describeCondition(t: T, when: AlertCondition): string {
  switch (when.kind) {
    case 'budget':
      return ofBudget(t, when);
    case 'spend_rate':
      return t('Spend is ${usdPerHour} an hour or more', { usdPerHour: when.usdPerHour });
    case 'anomaly':
      return ofAnomaly(t, when);
    case 'error_rate':
      return t('{percent} % of requests fail, from {minRequests} requests on', {
        percent: when.percent,
        minRequests: when.minRequests,
      });
    case 'p95':
      return t('p95 latency is {ms} ms or more, from {minRequests} requests on', {
        ms: when.ms,
        minRequests: when.minRequests,
      });
    case 'hit_rate':
      return ofHitRate(t, when);
    case 'provider_status':
      return when.status === 'degraded'
        ? t('A provider is degraded or unhealthy, by its last five minutes')
        : t('A provider is unhealthy, by its last five minutes');
    case 'unpriced':
      return t('An attempt has no price');
    case 'quarantined':
      return t('A provider reports a usage that is none');
    case 'log_backlog':
      return t('{megabytes} MB of the local log are not on the books', { megabytes: when.megabytes });
    case 'dead_letters':
      return t('A record of the log cannot be put on the books');
    default:
      return when satisfies never;
  }
}

type Of<K extends AlertCondition['kind']> = Extract<AlertCondition, { kind: K }>;

function ofBudget(t: T, { budget, percent }: Of<'budget'>): string {
  if (budget === undefined)
    return percent === undefined
      ? t('A budget reaches each of its own percentages')
      : t('A budget reaches {percent} %', { percent });
  return percent === undefined
    ? t('The budget “{budget}” reaches each of its own percentages', { budget })
    : t('The budget “{budget}” reaches {percent} %', { budget, percent });
}

function ofAnomaly(t: T, { by, score }: Of<'anomaly'>): string {
  if (by === 'workspace')
    return t('Spend of an hour is {score} deviations above what is usual at that hour', { score });
  return t('Spend of an hour of a {by} is {score} deviations above what is usual at that hour', {
    by: sayWord(t, by),
    score,
  });
}

function ofHitRate(t: T, { cache, percent, minRequests }: Of<'hit_rate'>): string {
  const values = { percent, minRequests };
  return cache === 'gateway'
    ? t(
        "Less than {percent} % of requests are answered from the gateway's own cache, from {minRequests} requests on",
        values,
      )
    : t(
        "Less than {percent} % of prompt tokens come from the providers' prompt caches, from {minRequests} requests on",
        values,
      );
}
