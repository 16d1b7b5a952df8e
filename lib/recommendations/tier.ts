import { compareUsd, divideHalfEven, formatPico, parseUsd, sumUsd } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';
import type { MeterQuantities } from '@/lib/pricing/usage';
import type { Facts, ModelFacts } from './facts';

/** Up to this much for 1 M tokens of the real mix a model counts as cheap, from there on as dear (domain: point 14). */
export const DEAR_USD_PER_MILLION = 2;
/** Tasks that a cheap model can serve, by the classifier's names. */
export const SIMPLE_TASKS: ReadonlySet<string> = new Set(['simple_faq', 'fast', 'balanced']);

export function tokensOf(meters: MeterQuantities): number {
  return Object.entries(meters)
    .filter(([meter]) => meter.startsWith('in.') || meter.startsWith('out.'))
    .reduce((sum, [, quantity]) => sum + quantity, 0);
}

/** Above the mark for 1 M tokens: exact, so that $2.00 is not above $2. Nothing is not dear. */
export function isDearFor(costUsd: UsdString, tokens: number): boolean {
  return parseUsd(costUsd) * 1_000_000n > parseUsd(String(DEAR_USD_PER_MILLION)) * BigInt(tokens);
}

export function isDear({ costUsd, meters }: Pick<ModelFacts, 'costUsd' | 'meters'>): boolean {
  const tokens = tokensOf(meters);
  return tokens > 0 && isDearFor(costUsd, tokens);
}

export function totalUsd(models: readonly ModelFacts[]): UsdString {
  return sumUsd(models.map(({ costUsd }) => costUsd));
}

/** `amount · part / whole`, exact to the last kept digit. */
export function shareOf(amount: UsdString, part: number, whole: number): UsdString {
  if (whole === 0) return '0';
  return formatPico(divideHalfEven(parseUsd(amount) * BigInt(Math.round(part)), BigInt(Math.round(whole))));
}

/** An amount of `seen` requests for all `whole` of them; at least itself, and not above `most`. */
export function scaledUp(amount: UsdString, whole: number, seen: number, most: UsdString): UsdString {
  const scaled = whole > seen ? shareOf(amount, whole, seen) : amount;
  const capped = compareUsd(scaled, most) > 0 ? most : scaled;
  return compareUsd(capped, amount) < 0 ? amount : capped;
}

/** The configured model that costs least for a mix of tokens, with that cost; undefined when none is priced. */
export function cheapestFor(
  { configured, prices, now }: Pick<Facts, 'configured' | 'prices' | 'now'>,
  meters: MeterQuantities,
): { model: string; costUsd: UsdString } | undefined {
  const usage = { meters: plain(meters), provenance: 'provider' as const };
  const priced = configured.flatMap(({ id, offers, capabilities }) =>
    capabilities?.embeddings === true
      ? []
      : offers.flatMap(({ provider, model }) => {
          const { totalUsd: costUsd } = prices.calculate({
            provider,
            model,
            at: now,
            usage,
            contextTokens: 0,
          });
          return costUsd === null ? [] : [{ model: id, costUsd }];
        }),
  );
  return priced.reduce<(typeof priced)[number] | undefined>(
    (best, one) => (best === undefined || parseUsd(one.costUsd) < parseUsd(best.costUsd) ? one : best),
    undefined,
  );
}

/** Without caches, which another model would have to fill first, and with reasoning as plain output. */
function plain(meters: MeterQuantities): MeterQuantities {
  let input = 0;
  let output = 0;
  for (const [meter, quantity] of Object.entries(meters)) {
    if (meter.startsWith('in.')) input += quantity;
    else if (meter.startsWith('out.')) output += quantity;
  }
  return { ...(input > 0 ? { 'in.text': input } : {}), ...(output > 0 ? { 'out.text': output } : {}) };
}

export const percentOf = (part: number, whole: number): string =>
  whole === 0 ? '0 %' : `${((part / whole) * 100).toFixed(1)} %`;
