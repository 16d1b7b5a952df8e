const small = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3, notation: 'standard' });
const large = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1, notation: 'compact' });

/** A tick of a USD axis. The one place where money is a double: a position on a screen, never a sum. */
export function formatUsdTick(value: number): string {
  return `$${Math.abs(value) < 1_000 ? small.format(value) : large.format(value)}`;
}
