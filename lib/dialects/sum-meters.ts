import type { Meter, MeterQuantities } from '@/lib/pricing/usage';

/** Sum of the meters that begin with `prefix` (`in.`, `out.`, `in.cache_write`); undefined when none is known. */
export function sumMeters(meters: MeterQuantities, prefix: string): number | undefined {
  let sum: number | undefined;
  for (const name in meters) {
    const count = meters[name as Meter];
    if (count !== undefined && name.startsWith(prefix)) sum = (sum ?? 0) + count;
  }
  return sum;
}

/** One meter, 0 when absent: for writing vendors' usage objects, whose details are numbers. */
export function meterOrZero(meters: MeterQuantities, meter: Meter): number {
  return meters[meter] ?? 0;
}
