import type { Verdict } from './advance';

export interface Threshold {
  value: number;
  /** Which side is bad. At the threshold itself `above` is over, `below` is not. */
  side: 'above' | 'below';
  /** Part of the threshold by which a reading must be away from it to be clear, in per cent. */
  clearPercent: number;
}

/** What a reading means; an undefined one is unknown. Pure. */
export function judge(reading: number | undefined, { value, side, clearPercent }: Threshold): Verdict {
  if (reading === undefined || Number.isNaN(reading)) return 'unknown';
  const band = (value * clearPercent) / 100;
  if (side === 'above') {
    if (reading >= value) return 'over';
    return reading >= value - band ? 'near' : 'clear';
  }
  if (reading < value) return 'over';
  return reading < value + band ? 'near' : 'clear';
}
