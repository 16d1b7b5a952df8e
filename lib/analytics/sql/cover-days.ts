import { TZDate } from '@date-fns/tz';
import { startOfDay } from 'date-fns';
import { BLOCK_DAYS, type Stride } from '@/lib/ledger/rollup/cubes';

/** Days, or blocks of days, that lie side by side. */
export interface Stretch {
  stride: Stride;
  /** Inclusive. */
  from: Date;
  /** Exclusive. */
  to: Date;
}

const DAY_MS = 86_400_000;
/** From which blocks are counted. */
const FIRST_DAY = Date.UTC(2000, 0, 1) / DAY_MS;
/** The longest first. */
const BLOCKS = BLOCK_DAYS.toReversed();

/**
 * Cuts a span of whole local days (`isWholeDays`) into the fewest days and blocks. Blocks are there for as long as they end by
 * `blocksUntil`. A span that ends within a day ends now: that day is whole, for nothing comes after it.
 */
export function coverDays(
  span: { from: Date; to: Date },
  zone: string,
  blocksUntil: Date | undefined,
): Stretch[] {
  const dayOf = (at: Date) => {
    const local = new TZDate(at, zone);
    return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / DAY_MS - FIRST_DAY;
  };
  const startOf = (day: number) => {
    const date = new Date((day + FIRST_DAY) * DAY_MS);
    const noon = new TZDate(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), 12, zone);
    return new Date(startOfDay(noon).getTime());
  };
  const last = dayOf(span.to);
  const end = startOf(last) < span.to ? last + 1 : last;
  const built = Math.min(end, blocksUntil === undefined ? -Infinity : dayOf(blocksUntil));
  const found: Stretch[] = [];
  for (let day = dayOf(span.from); day < end;) {
    const stride = BLOCKS.find((days) => day % days === 0 && day + days <= built) ?? 1;
    const previous = found.at(-1);
    const to = startOf(day + stride);
    if (previous?.stride === stride) previous.to = to;
    else found.push({ stride, from: startOf(day), to });
    day += stride;
  }
  return found;
}
