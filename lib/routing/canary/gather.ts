import { addMoments, totalsSince, type ArmTotals } from '../experiments/arm-totals';
import { addStretch, type Table } from '../experiments/odds-process';
import { type EventEvidence, type Evidence, NEW_STRATUM } from './evidence';
import type { Gates } from './plan';

export interface BothArms {
  control: ArmTotals;
  canary: ArmTotals;
}

/** Buckets of a histogram to an octave (lib/analytics/histogram.ts). */
const BUCKETS_PER_OCTAVE = 4;
/** Latencies of the control that its p95 must rest on. */
const LEAST_LATENCIES = 50;

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/** The bucket that holds the p95; undefined while there is too little to tell. */
function p95Bucket(latencies: readonly number[]): number | undefined {
  const all = total(latencies);
  if (all < LEAST_LATENCIES) return undefined;
  let below = 0;
  return latencies.findIndex((count) => (below += count) >= 0.95 * all);
}

const above = (counts: readonly number[], bucket: number) => ({
  trials: total(counts),
  events: total(counts.slice(bucket + 1)),
});

const grown = ({ sinceStart, sinceStep }: EventEvidence, table: Table, allowed?: number): EventEvidence => ({
  sinceStart: addStretch(sinceStart, table, allowed),
  sinceStep: addStretch(sinceStep, table, allowed),
});

/**
 * Adds what came since the last look. Slow is, for the control, what is above its p95 of before, and for the canary what is
 * above that and the tolerance: a canary that takes at most so many times as long has no more of them, whatever the hour.
 */
export function gather(before: Evidence, now: BothArms, gates: Gates): Evidence {
  const control = totalsSince(now.control, before.seen.control);
  const canary = totalsSince(now.canary, before.seen.canary);
  const errors = grown(
    before.errors,
    {
      control: { trials: control.requests, events: control.errors },
      canary: { trials: canary.requests, events: canary.errors },
    },
    1 + (gates.errors?.worseByPercent ?? 0) / 100,
  );
  const p95 = p95Bucket(before.seen.control.latencies);
  const tolerance = 1 + (gates.p95?.worseByPercent ?? 0) / 100;
  const shift = Math.max(1, Math.round(BUCKETS_PER_OCTAVE * Math.log2(tolerance)));
  const slow =
    p95 === undefined
      ? before.slow
      : grown(before.slow, {
          control: above(control.latencies, p95),
          canary: above(canary.latencies, p95 + shift),
        });
  const newest = before.costs.at(-1) ?? NEW_STRATUM;
  const stratum = {
    control: addMoments(newest.control, control.cost),
    canary: addMoments(newest.canary, canary.cost),
  };
  return {
    ...before,
    ...{ errors, slow },
    costs: [...before.costs.slice(0, -1), stratum],
    seen: { control: now.control, canary: now.canary },
  };
}
