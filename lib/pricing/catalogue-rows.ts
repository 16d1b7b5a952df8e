import type { ModelPrice } from '@pydantic/genai-prices';
import { decimalOf, metersOfKey } from './catalogue-meters';
import type { PriceRow, PriceWhen } from './price-row';

/** One price list of a model with the time that it holds for. */
export interface Period {
  /** ISO 8601, inclusive. */
  from: string;
  /** ISO 8601, exclusive. */
  to?: string;
  /** Daily window in UTC, `HH:MM`. */
  window?: { from: string; to: string };
  prices: ModelPrice;
}

interface Target {
  catalogueProvider: string;
  provider: string;
  model: string;
  recordedAt: string;
  source: string;
}

interface Rate {
  rate: number;
  context?: PriceWhen['context'];
}

const MAX_ID_CHARS = 200;

/** Rows of one price list; the base rate and one row for each context tier. */
export function proposeRows(period: Period, target: Target): PriceRow[] {
  const rows = new Map<string, PriceRow>();
  for (const [key, price] of Object.entries(withImpliedPrices(period.prices, target))) {
    const priced = metersOfKey(target.catalogueProvider, key);
    if (priced === undefined || price === undefined) continue;
    for (const { rate, context } of ratesOf(price)) {
      const decimal = decimalOf(rate);
      if (decimal === undefined) continue;
      for (const meter of priced.meters) {
        const when = conditionsOf(period, context, target.catalogueProvider);
        const row = rowOf({ meter, rate: decimal, per: priced.per, when }, period, target);
        rows.set(row.id, row);
      }
    }
  }
  return [...rows.values()];
}

/** Google quotes one input price for all modalities of a Gemini model unless it lists audio apart. */
function withImpliedPrices(prices: ModelPrice, { catalogueProvider, model }: Target): ModelPrice {
  const { input_mtok: input, input_audio_mtok: audio } = prices;
  if (catalogueProvider !== 'google' || !model.includes('gemini')) return prices;
  if (input === undefined || audio !== undefined) return prices;
  return { ...prices, input_audio_mtok: input };
}

function ratesOf(price: NonNullable<ModelPrice[string]>): Rate[] {
  if (typeof price === 'number') return [{ rate: price }];
  return [
    { rate: price.base },
    ...price.tiers.map((tier) => ({ rate: tier.price, context: contextAbove(tier.start) })),
  ];
}

/** The catalogue's tiers begin above `start`; 271,999 is its way to write "from 272,000 on". */
function contextAbove(start: number): NonNullable<PriceWhen['context']> {
  if (start % 1_000 === 999) return { op: 'gte', value: start + 1, basis: 'input' };
  return { op: 'gt', value: start, basis: 'input' };
}

function conditionsOf(
  { window, from }: Period,
  context: PriceWhen['context'],
  catalogueProvider: string,
): PriceWhen | undefined {
  if (window === undefined) return context === undefined ? undefined : { context };
  const schedule: NonNullable<PriceWhen['schedule']> = { timeZone: 'UTC', windows: [window] };
  // DeepSeek's peak hours since 2026-08-17 are on weekdays only, which the catalogue cannot say.
  if (catalogueProvider === 'deepseek' && from >= '2026-08-17') schedule.weekdays = [1, 2, 3, 4, 5];
  return context === undefined ? { schedule } : { context, schedule };
}

function rowOf(
  price: Pick<PriceRow, 'meter' | 'rate' | 'per' | 'when'>,
  period: Period,
  { provider, model, recordedAt, source }: Target,
): PriceRow {
  const row: PriceRow = {
    id: idOf(price, period, provider, model),
    provider,
    model,
    meter: price.meter,
    rate: price.rate,
    per: price.per,
    currency: 'USD',
    effectiveFrom: period.from,
    recordedAt,
    priority: 0,
    source,
  };
  if (period.to !== undefined) row.effectiveTo = period.to;
  if (price.when !== undefined) row.when = price.when;
  return row;
}

/** Says all that the row says, so that another price is another row. */
function idOf(
  { meter, rate, per, when }: Pick<PriceRow, 'meter' | 'rate' | 'per' | 'when'>,
  { from, to, window }: Period,
  provider: string,
  model: string,
): string {
  const parts = ['catalogue', provider, model, meter, `${rate}/${per}`, from.slice(0, 10)];
  if (to !== undefined) parts.push(`to ${to.slice(0, 10)}`);
  if (when?.context !== undefined) parts.push(`${when.context.op} ${when.context.value}`);
  if (window !== undefined) parts.push(`${window.from}-${window.to}`);
  const id = parts.join(' ');
  return id.length <= MAX_ID_CHARS ? id : `${id.slice(0, MAX_ID_CHARS - 10)}~${fingerprint(id)}`;
}

/** FNV-1a, 32 bits: tells apart ids that are cut. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}
