import type { Random } from './random';

/** 95th percentile of the standard normal. */
const Z95 = 1.6448536269514722;

/** Standard normal by Box and Muller. */
function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

/** A draw from the log-normal whose median and 95th percentile are the given ones. */
export function drawLogNormal(p50: number, p95: number, random: Random): number {
  return p50 * Math.exp((Math.log(p95 / p50) / Z95) * normal(random));
}
