import type { AlertCondition } from '@/lib/config/alert-schemas';

/** When an alert fires, in words. Pure. */
export function describeCondition(when: AlertCondition): string {
  switch (when.kind) {
    case 'budget': {
      const mark = when.percent === undefined ? 'each of its own percentages' : `${when.percent} %`;
      return `${when.budget === undefined ? 'A budget' : `The budget “${when.budget}”`} reaches ${mark}`;
    }
    case 'spend_rate':
      return `Spend is $${when.usdPerHour} an hour or more`;
    case 'anomaly':
      return `Spend of an hour${when.by === 'workspace' ? '' : ` of a ${when.by}`} is ${when.score} deviations above what is usual at that hour`;
    case 'error_rate':
      return `${when.percent} % of requests fail, from ${when.minRequests} requests on`;
    case 'p95':
      return `p95 latency is ${when.ms} ms or more, from ${when.minRequests} requests on`;
    case 'hit_rate': {
      const what =
        when.cache === 'gateway'
          ? "requests are answered from the gateway's own cache"
          : "prompt tokens come from the providers' prompt caches";
      return `Less than ${when.percent} % of ${what}, from ${when.minRequests} requests on`;
    }
    case 'provider_status':
      return `A provider is ${when.status === 'degraded' ? 'degraded or ' : ''}unhealthy, by its last five minutes`;
    case 'unpriced':
      return 'An attempt has no price';
    case 'quarantined':
      return 'A provider reports a usage that is none';
    case 'log_backlog':
      return `${when.megabytes} MB of the local log are not on the books`;
    case 'dead_letters':
      return 'A record of the log cannot be put on the books';
    default:
      return when satisfies never;
  }
}
