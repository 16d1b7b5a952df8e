/**
 * The simulator's own money: whole pico-dollars (1e-12 USD) in bigint. It shares nothing with lib/pricing on purpose,
 * because it is the witness against which the gateway's books are compared.
 */
import type { SimulatedModel } from './models';

export type Meters = Record<string, number>;

const PICO_DIGITS = 12;

/** A price per 1 M tokens as pico-dollars per token: exact, since quotes have at most 6 decimals. */
function picoPerToken(quote: string): bigint {
  const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(quote);
  if (!match) throw new RangeError(`not a price per million tokens: ${quote}`);
  return BigInt((match[1] ?? '') + (match[2] ?? '').padEnd(6, '0'));
}

function quoteFor(model: SimulatedModel, meter: string): string | undefined {
  const { prices } = model;
  switch (meter) {
    case 'in.text':
    case 'in.image':
      return prices.input;
    case 'in.cache_read':
      return prices.cachedInput;
    case 'in.cache_write.5m':
      return prices.cacheWrite5m;
    case 'in.cache_write.1h':
      return prices.cacheWrite1h;
    case 'out.text':
    case 'out.reasoning':
      return prices.output;
    default:
      return undefined;
  }
}

/** Pico-dollars for the metered tokens. Throws when a meter has no price: the simulator never bills by guess. */
export function amountOf(model: SimulatedModel, meters: Meters): bigint {
  let total = 0n;
  for (const [meter, tokens] of Object.entries(meters)) {
    const quote = quoteFor(model, meter);
    if (quote === undefined) throw new RangeError(`${model.name} has no price for ${meter}`);
    total += picoPerToken(quote) * BigInt(tokens);
  }
  return total;
}

/** Pico-dollars as a decimal string in USD without trailing zeros. */
export function formatUsd(pico: bigint): string {
  const digits = pico.toString().padStart(PICO_DIGITS + 1, '0');
  const fraction = digits.slice(-PICO_DIGITS).replace(/0+$/, '');
  const whole = digits.slice(0, -PICO_DIGITS);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** Reads what {@link formatUsd} wrote. */
export function parseUsd(text: string): bigint {
  const match = /^(\d+)(?:\.(\d{1,12}))?$/.exec(text);
  if (!match) throw new RangeError(`not an amount in USD: ${text}`);
  return BigInt((match[1] ?? '') + (match[2] ?? '').padEnd(PICO_DIGITS, '0'));
}
