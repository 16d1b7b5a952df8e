import type { Clock } from '@/lib/clock';
import type { TargetHealth } from '@/lib/gateway/targets/target-health';
import type { TargetReport } from './schemas';

/** What this process knows of its targets at this moment, by name. */
export function targetReports(health: TargetHealth, clock: Clock): Map<string, TargetReport> {
  const nowMono = clock.monotonic();
  const nowMs = clock.now();
  const reports = new Map<string, TargetReport>();
  const at = (name: string): TargetReport => {
    const report = reports.get(name) ?? { name, breaker: 'closed' as const };
    reports.set(name, report);
    return report;
  };
  const wall = (untilMs: number) => new Date(Math.ceil(nowMs + untilMs - nowMono)).toISOString();
  for (const { name, breaker, heardMs } of health.all()) {
    const view = breaker.view(nowMono);
    Object.assign(
      at(name),
      { breaker: view.kind },
      view.kind === 'open' ? { until: wall(view.untilMs) } : {},
      heardMs === undefined ? {} : { heardAt: wall(heardMs) },
    );
  }
  for (const [name, { untilMs, reason }] of health.cooling())
    at(name).cooling = { until: wall(untilMs), reason };
  for (const [name, used] of health.limits.used(nowMono)) Object.assign(at(name), used);
  return reports;
}
