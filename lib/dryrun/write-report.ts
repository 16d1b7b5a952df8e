import { formatPico } from '@/lib/pricing/money';
import type { ReplayReport, ReplaySums } from '@/lib/routing/replay';
import type { Percentiles } from '@/lib/routing/replay-latency';
import type { DryRunResult } from './schemas';

/** Pairs of targets that are listed; more than that nobody reads, and each may hold a thousand ids. */
const MOVES_LISTED = 100;
const NAMES_LISTED = 200;

interface Beside {
  version: number;
  onTheBooks: bigint;
  notServed: number;
  unrouted: number;
  cached: number;
  assumptions: string[];
  tookMs: number;
}

const usd = ({ costBefore, costAfter }: Pick<ReplaySums, 'costBefore' | 'costAfter'>) => ({
  costBeforeUsd: formatPico(costBefore),
  costAfterUsd: formatPico(costAfter),
});

/** The entries that move most first, then those with most requests. */
function listed(by: ReadonlyMap<string, ReplaySums>): DryRunResult['byKey'] {
  return [...by]
    .sort(([, a], [, b]) => b.moved - a.moved || b.requests - a.requests)
    .slice(0, NAMES_LISTED)
    .map(([name, sums]) => ({ name, requests: sums.requests, moved: sums.moved, ...usd(sums) }));
}

const written = ({ p50Ms, p95Ms }: Percentiles) => ({ p50Ms: p50Ms ?? null, p95Ms: p95Ms ?? null });

/** A report as it is kept and shown: amounts as decimal strings, long lists cut with what was left out. */
export function writeReport(report: ReplayReport, beside: Beside): DryRunResult {
  const { version, onTheBooks, notServed, unrouted, cached, assumptions, tookMs } = beside;
  const { requests, moved, costUnknown, unservedBefore, unservedAfter, latencyUnknown, byRule } = report;
  return {
    version,
    requests,
    moved,
    ...usd(report),
    onTheBooksUsd: formatPico(onTheBooks),
    costUnknown,
    notServed,
    unrouted,
    cached,
    unservedBefore,
    unservedAfter,
    latencyBefore: written(report.latencyBefore),
    latencyAfter: written(report.latencyAfter),
    latencyUnknown,
    moves: report.moves.slice(0, MOVES_LISTED).map(({ from, to, requests: count, requestIds, ...costs }) => ({
      from,
      to,
      requests: count,
      ...usd(costs),
      requestIds,
    })),
    movesLeftOut: Math.max(0, report.moves.length - MOVES_LISTED),
    byRule,
    byKey: listed(report.byKey),
    byTask: listed(report.byTask),
    assumptions,
    tookMs: Math.round(tookMs),
  };
}
