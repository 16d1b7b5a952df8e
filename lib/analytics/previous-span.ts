import { TZDate } from '@date-fns/tz';
import { differenceInCalendarDays, subDays } from 'date-fns';
import { localDayStart } from './local-day-start';
import type { TimeRange } from './range';

type Span = Pick<TimeRange, 'from' | 'to' | 'zone'>;

/** The period that another is compared with. */
export interface Before {
  from: Date;
  to: Date;
  /** Moves an instant of the one into the other. */
  shift: (at: Date) => Date;
}

const isMidnight = (at: Date, zone: string) => localDayStart(at, zone).getTime() === at.getTime();

/**
 * The period before: the same local days and hours, as many days earlier as the period touches, so that a day which is not
 * over is compared with the same day up to the same hour, whatever clocks did. One that begins within a day is compared with
 * what is as long and ends where it begins. Pure.
 */
export function previousSpan({ from, to, zone }: Span): Before {
  if (!isMidnight(from, zone)) {
    const lengthMs = to.getTime() - from.getTime();
    return moved({ from, to }, (at) => new Date(at.getTime() - lengthMs));
  }
  const days = differenceInCalendarDays(new TZDate(to.getTime() - 1, zone), new TZDate(from, zone)) + 1;
  return moved({ from, to }, (at) =>
    isMidnight(at, zone)
      ? localDayStart(at, zone, -days)
      : new Date(subDays(new TZDate(at, zone), days).getTime()),
  );
}

const moved = ({ from, to }: { from: Date; to: Date }, shift: Before['shift']): Before => ({
  from: shift(from),
  to: shift(to),
  shift,
});

/** Whole local days and what is left of the last one, which cost little apart; the span itself where it is not so made. Pure. */
export function daysAndRest(span: Span): readonly { from: Date; to: Date }[] {
  const { from, to, zone } = span;
  const midnight = localDayStart(to, zone);
  if (!isMidnight(from, zone) || midnight <= from || midnight >= to) return [{ from, to }];
  return [
    { from, to: midnight },
    { from: midnight, to },
  ];
}
