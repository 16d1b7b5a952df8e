import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import { GatewayError } from '@/lib/errors/gateway-error';
import { formatAmountUsd } from '@/lib/pricing/format-usd';
import { formatPico, parseUsd, type Pico } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';
import { targetName } from '@/lib/routing/select-targets';
import { costOfRequest } from './cost-of-request';
import { courseOf, lengthOf, plannedRequest, type Course } from './plan-requests';
import type { BenchmarkSettings } from './schemas';

export interface BenchmarkEstimate {
  /** `provider/model`. */
  targets: string[];
  requests: number;
  /** Should every answer be as long as it may. */
  usd: UsdString;
  /** It may cost more than its cap, and would end there. */
  isAboveCap: boolean;
}

/**
 * What a benchmark may cost at the prices of `at` (epoch ms). Throws GatewayError 400 that names the field: a model that is
 * not there, one without a price (no cap could be kept for it), a cap below the first request.
 */
export function estimateBenchmark(
  settings: BenchmarkSettings,
  snapshot: Snapshot,
  at: number,
): BenchmarkEstimate {
  const course = courseOf(settings, snapshot);
  const cap = parseUsd(settings.capUsd);
  const each = course.targets.length * course.ways.length;
  const prompts = course.texts.length;
  let sum: Pico = 0n;
  // Each prompt at each target once: it costs the same whenever its turn comes again.
  for (let seq = 0; seq < each * Math.min(prompts, course.rounds); seq += 1) {
    const { expected, most } = costOf(course, seq, snapshot, at);
    if (seq === 0 && most > cap) throw capTooLow(most, settings.capUsd);
    const turns = Math.ceil((course.rounds - Math.floor(seq / each)) / prompts);
    sum += expected * BigInt(turns);
  }
  return {
    ...{ targets: course.targets.map(targetName), requests: lengthOf(course) },
    ...{ usd: formatPico(sum), isAboveCap: sum > cap },
  };
}

function costOf(course: Course, seq: number, snapshot: Snapshot, at: number) {
  const planned = plannedRequest(course, seq);
  const cost = planned === undefined ? undefined : costOfRequest(planned, course.maxTokens, snapshot, at);
  if (cost !== undefined) return cost;
  const name = planned === undefined ? '' : targetName(planned.target);
  throw new GatewayError(
    'invalid_request',
    `“${name}” has no price, so no cap can be kept for it: give it one first.`,
    { param: 'targets' },
  );
}

function capTooLow(most: Pico, capUsd: UsdString): GatewayError {
  return new GatewayError(
    'invalid_request',
    `The first request alone may cost ${formatAmountUsd(formatPico(most))}: a cap of ${formatAmountUsd(capUsd)} would send nothing.`,
    { param: 'capUsd' },
  );
}
