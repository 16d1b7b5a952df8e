import { msg } from '@/lib/i18n/msg';
import { divideHalfEven, formatPico, parseDecimal } from './money';
import type { PriceRow, PriceWhen } from './price-row';
import type { UsdString } from './types';

const DAYS = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const ATTO_PER_PICO = 1_000_000n;
const UNITS: Record<PriceRow['per'], string> = {
  1: msg('each'),
  1_000: msg('per 1 K'),
  1_000_000: msg('per 1 M'),
  3_600: msg('per hour'),
};

/**
 * A row's price in USD, exact to 1e-12, its multiplier taken in, and the words of its unit. Prices of tokens (by the million or by the
 * thousand) are shown by `tokens`, whatever the row is written by.
 */
export function describePrice(row: PriceRow, tokens: 1_000 | 1_000_000): { usd: UsdString; unit: string } {
  const per = row.per === 1_000 || row.per === 1_000_000 ? tokens : row.per;
  const { numerator = 1, denominator = 1 } = row.multiplier ?? {};
  const atto = parseDecimal(row.rate) * BigInt(numerator) * BigInt(per);
  const pico = divideHalfEven(atto, BigInt(denominator) * BigInt(row.per) * ATTO_PER_PICO);
  return { usd: formatPico(pico), unit: UNITS[per] };
}

/** Conditions in words: `"prompts above 200,000 tokens, tier flex"`; empty when a row always applies. */
export function describeConditions(when: PriceWhen | undefined): string {
  if (when === undefined) return '';
  const { tier, speed, region, batch, context, schedule } = when;
  return [
    tier === undefined ? '' : `tier ${tier}`,
    speed === undefined ? '' : `speed ${speed}`,
    region === undefined ? '' : `region ${region}`,
    batch === undefined ? '' : batch ? 'in batches' : 'not in batches',
    context === undefined ? '' : contextWords(context),
    schedule === undefined ? '' : scheduleWords(schedule),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function contextWords({ op, value, basis }: NonNullable<PriceWhen['context']>): string {
  const size = value.toLocaleString('en-US');
  return `${basis === 'input' ? 'prompts' : 'prompt and answer'} ${op === 'gt' ? 'above' : 'from'} ${size} tokens`;
}

function scheduleWords({
  timeZone,
  weekdays,
  windows,
  holidays,
}: NonNullable<PriceWhen['schedule']>): string {
  const days = weekdays === undefined ? 'each day' : weekdays.map((day) => DAYS[day]).join(' ');
  const hours = windows.length === 0 ? 'all day' : windows.map(({ from, to }) => `${from}–${to}`).join(', ');
  const free = holidays === undefined || holidays.length === 0 ? '' : `, not on ${holidays.join(', ')}`;
  return `${days} ${hours} (${timeZone})${free}`;
}
