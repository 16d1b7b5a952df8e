import type { Locale } from '@/lib/i18n/locale';
import { formatAmountUsd, formatTotalUsd } from '@/lib/pricing/format-usd';
import { compareUsd } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';

/** A total in cents; below one cent its first digits, which "<$0.01" would hide. */
export function formatTile(amount: UsdString, locale: Locale): string {
  const small = compareUsd(amount, '0.01') < 0 && compareUsd(amount, '-0.01') > 0;
  return small ? formatAmountUsd(amount, locale) : formatTotalUsd(amount, locale);
}
