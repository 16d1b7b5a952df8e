const whole = new Intl.NumberFormat('en-US');

/** A count with separators. Absent: an en dash, since unknown is not 0. */
export function formatCount(count: number | string | undefined | null): string {
  if (count === undefined || count === null) return '–';
  return whole.format(typeof count === 'string' ? BigInt(count) : count);
}
