import { figure, type Take } from '../reading';
import { readMetrics } from './measured';

const MINUTES_PER_HOUR = 60;

/** A share as a percentage, once there are enough requests to speak of one. */
function percentOf(share: number | undefined, requests = 0, minRequests: number): number | undefined {
  return share === undefined || requests < minRequests ? undefined : share * 100;
}

export const readErrorRate: Take<'error_rate'> = async (rule, sources) => {
  const { error_rate, requests } = await readMetrics(rule, sources, ['error_rate', 'requests']);
  const { percent, minRequests } = rule.when;
  const value = percentOf(error_rate, requests, minRequests);
  const summary = `${figure(value ?? 0)} % of ${figure(requests ?? 0)} requests failed (${percent} % is the mark)`;
  return [{ subject: 'all', value, threshold: percent, side: 'above', summary }];
};

export const readSpendRate: Take<'spend_rate'> = async (rule, sources) => {
  const { cost = 0 } = await readMetrics(rule, sources, ['cost']);
  // A rate to compare with a threshold, not an amount on the books.
  const value = cost / (rule.windowMinutes / MINUTES_PER_HOUR);
  const threshold = Number(rule.when.usdPerHour);
  const summary = `spending $${figure(value)} an hour ($${rule.when.usdPerHour} is the mark)`;
  return [{ subject: 'all', value, threshold, side: 'above', summary }];
};

export const readHitRate: Take<'hit_rate'> = async (rule, sources) => {
  const { percent, minRequests, cache } = rule.when;
  const metric = cache === 'gateway' ? 'hit_rate' : 'cached_share';
  const read = await readMetrics(rule, sources, [metric, 'requests']);
  const value = percentOf(read[metric], read.requests, minRequests);
  const what = cache === 'gateway' ? 'requests were answered' : 'prompt tokens came';
  const summary = `${figure(value ?? 0)} % of ${what} from the ${cache}'s cache (${percent} % is the mark)`;
  return [{ subject: 'all', value, threshold: percent, side: 'below', summary }];
};

export const readP95: Take<'p95'> = async (rule, sources) => {
  const { latency_p95, requests = 0 } = await readMetrics(rule, sources, ['latency_p95', 'requests']);
  const { ms, minRequests } = rule.when;
  const value = requests < minRequests ? undefined : latency_p95;
  const summary = `the slowest 5 % of requests take ${figure(value ?? 0)} ms and more (${ms} ms is the mark)`;
  return [{ subject: 'all', value, threshold: ms, side: 'above', summary }];
};
