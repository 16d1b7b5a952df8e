import { TZDate } from '@date-fns/tz';
import { addDays, startOfDay } from 'date-fns';
import { createHash } from 'node:crypto';

export interface SeedDay {
  from: Date;
  to: Date;
  /** Number of the day's first request over all days. */
  first: number;
  requests: number;
}

/** Days of history before `until`, with `requests` shared out: growth, quiet weekends, some noise. Deterministic. */
export function seedDays(options: {
  requests: number;
  days: number;
  until: Date;
  zone: string;
  seed: number;
}): SeedDay[] {
  const end = startOfDay(new TZDate(options.until, options.zone));
  const weights = Array.from({ length: options.days }, (_, index) => {
    const from = addDays(end, index - options.days);
    const weekend = from.getDay() === 0 || from.getDay() === 6;
    const growth = 1 + (0.5 * index) / options.days;
    return { from, weight: growth * (weekend ? 0.45 : 1) * (0.9 + 0.2 * noise(options.seed, index)) };
  });
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  let before = 0;
  let first = 0;
  return weights.map(({ from, weight }) => {
    before += weight;
    const next = Math.round((options.requests * before) / total);
    const day = {
      from: new Date(from.getTime()),
      to: new Date(addDays(from, 1).getTime()),
      first,
      requests: next - first,
    };
    first = next;
    return day;
  });
}

/** 0..1 from the seed and a number. */
function noise(seed: number, index: number): number {
  return createHash('sha256').update(`${seed} ${index}`).digest().readUInt32BE() / 2 ** 32;
}
