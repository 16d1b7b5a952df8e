import type { Locale } from '@/lib/i18n/locale';
import { localDecimal } from '@/lib/i18n/number-marks';

/**
 * Writes the ticks of a USD axis that reaches up to `max`, all with the same number of decimals.
 * The one place where money is a double: a position on a screen, never a sum.
 */
export function usdTicks(max: number, locale: Locale = 'en'): (value: number) => string {
  if (max >= 10_000) {
    const compact = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, notation: 'compact' });
    return (value) => `$${compact.format(value)}`;
  }
  const decimals = max >= 20 ? 0 : max >= 0.1 ? 2 : Math.min(12, 2 - Math.floor(Math.log10(max || 1)));
  return (value) => (value === 0 ? '$0' : `$${localDecimal(value.toFixed(decimals), locale)}`);
}
