import type { HealthEvent } from './event';
import type { TargetReport } from './schemas';

type Reports = ReadonlyMap<string, TargetReport>;

const WORDS = { closed: 'closed', half_open: 'half open', open: 'open' } as const;
const BREAKER_REASONS: Record<TargetReport['breaker'], string> = {
  open: 'too many calls failed or were slow',
  half_open: 'its hold time is over; a few calls try it',
  closed: 'its trial calls succeeded',
};

/** What has changed between two looks at the targets of one process: breakers, and cooldowns that began. Pure. */
export function reportChanges(
  before: Reports,
  after: Reports,
  context: { at: number; process: string; alternativesTo: (target: string) => readonly string[] },
): HealthEvent[] {
  return [...after.values()].flatMap((report) => {
    const event = (part: Pick<HealthEvent, 'kind' | 'reason' | 'from' | 'to'>): HealthEvent => ({
      ...part,
      at: context.at,
      target: report.name,
      alternatives: context.alternativesTo(report.name),
      process: context.process,
    });
    const old = before.get(report.name);
    const was = old?.breaker ?? 'closed';
    const events: HealthEvent[] = [];
    if (was !== report.breaker)
      events.push(
        event({
          kind: 'breaker',
          reason: BREAKER_REASONS[report.breaker],
          from: WORDS[was],
          to: WORDS[report.breaker],
        }),
      );
    if (report.cooling !== undefined && old?.cooling === undefined)
      events.push(
        event({ kind: 'cooled', reason: `it ${report.cooling.reason}`, from: 'in use', to: 'left alone' }),
      );
    return events;
  });
}
