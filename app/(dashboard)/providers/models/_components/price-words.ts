import type { Model } from '@/lib/config/schemas';
import type { Locale } from '@/lib/i18n/locale';
import { describePrice } from '@/lib/pricing/describe-price';
import { formatExactUsd } from '@/lib/pricing/format-usd';
import type { PriceRow } from '@/lib/pricing/price-row';

const MILLION = 1_000_000;

/** Prices of an offer for text in and out, such as `$2.50 / $10.00`; a dash for the one that is missing, empty without both. Pure. */
export function priceWords(
  rows: readonly PriceRow[],
  offer: Model['offers'][number],
  nowMs: number,
  locale: Locale,
): string {
  const words = ['in.text', 'out.text'].map((meter) => {
    const row = rows
      .filter((one) => one.provider === offer.provider && one.model === offer.model && one.meter === meter)
      .filter((one) => one.when === undefined && holdsAt(one, nowMs))
      .toSorted((a, b) => b.priority - a.priority)[0];
    return row === undefined ? undefined : formatExactUsd(describePrice(row, MILLION).usd, locale);
  });
  return words.every((word) => word === undefined) ? '' : words.map((word) => word ?? '–').join(' / ');
}

function holdsAt({ effectiveFrom, effectiveTo }: PriceRow, nowMs: number): boolean {
  return Date.parse(effectiveFrom) <= nowMs && (effectiveTo === undefined || nowMs < Date.parse(effectiveTo));
}
