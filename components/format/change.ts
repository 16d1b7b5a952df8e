import type { Locale } from '@/lib/i18n/locale';
import { formatDecimal } from './decimal';

/** From here on a change is told as a multiple: `+21,412 %` says nothing. */
const TENFOLD = 9;

/**
 * By how much something changed, a share of what it was (0.1 for a tenth more): `"+10.0 %"`, `"−3.2 %"`, `"±0.0 %"`, from
 * ten times on `"×10.0"`. Absent: an en dash.
 */
export function formatChange(change: number | undefined, locale: Locale): string {
  if (change === undefined) return '–';
  if (change >= TENFOLD) return `×${formatDecimal(change + 1, change < 99 ? 1 : 0, locale)}`;
  const sign = change > 0 ? '+' : change < 0 ? '−' : '±';
  return `${sign}${formatDecimal(Math.abs(change * 100), 1, locale)} %`;
}
