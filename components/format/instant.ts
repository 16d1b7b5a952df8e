const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  formats.set(key, known);
  return known;
}

const DATE = { day: 'numeric', month: 'short' } as const;
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** `"21 Nov 2026, 14:05:09"` in a zone. */
export function formatInstant(at: string | Date, zone: string): string {
  return format(zone, { ...DATE, year: 'numeric', ...TIME, second: '2-digit' }).format(new Date(at));
}

/** `"21 Nov, 14:05:09"`: for lists whose range says the year. */
export function formatShortInstant(at: string | Date, zone: string): string {
  return format(zone, { ...DATE, ...TIME, second: '2-digit' }).format(new Date(at));
}

/** A bucket's start at the precision of its size: `"14:30"` within a day, `"21 Nov"` for days, `"Nov 2026"` for months. */
export function formatBucket(at: string | Date, zone: string, unit: string): string {
  const date = new Date(at);
  if (unit.endsWith('minutes')) return format(zone, TIME).format(date);
  if (unit.endsWith('hours')) return format(zone, { ...DATE, ...TIME }).format(date);
  if (unit === 'month') return format(zone, { month: 'short', year: 'numeric' }).format(date);
  return format(zone, DATE).format(date);
}
