const QUARTER_HOUR_MS = 900_000;

/** Offset of local wall time from UTC at an instant (epoch ms), in ms; positive east of Greenwich. */
export type ZoneOffset = (at: number) => number;

/** True for a zone that this runtime knows: `UTC`, `Europe/Berlin`, `Asia/Shanghai`. */
export function isKnownZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/**
 * Looks up a zone's offset, DST included. Asking Intl takes microseconds, and offsets only change on a quarter of an
 * hour, so the answer is kept for the current one. Throws RangeError when the zone is unknown.
 */
export function zoneOffset(timeZone: string): ZoneOffset {
  if (timeZone === 'UTC' || timeZone === 'Etc/UTC') return () => 0;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  let knownQuarter = Number.NaN;
  let knownOffset = 0;
  return (at) => {
    const quarter = Math.floor(at / QUARTER_HOUR_MS);
    if (quarter !== knownQuarter) {
      knownOffset = readOffset(format, quarter * QUARTER_HOUR_MS);
      knownQuarter = quarter;
    }
    return knownOffset;
  };
}

function readOffset(format: Intl.DateTimeFormat, at: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - at;
}
