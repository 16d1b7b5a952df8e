import type { Locale } from '@/lib/i18n/locale';
import { localDecimal } from '@/lib/i18n/number-marks';

/** A share 0..1 as `"2.5 %"`; what is not nothing never reads as nothing: `"<0.01 %"`. Absent: an en dash. */
export function formatPercent(share: number | undefined, locale: Locale = 'en'): string {
  if (share === undefined) return '–';
  const percent = share * 100;
  if (percent > 0 && percent < 0.01) return `<${localDecimal('0.01', locale)} %`;
  return `${localDecimal(percent.toFixed(percent === 0 || percent >= 10 ? 1 : 2), locale)} %`;
}
