import type { WireVendor } from './ask';
import type { Exchange } from './exchange';
import type { Problem } from './problem';

const KEY_PREFIX = 'sim-';

function bearer(exchange: Exchange): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(exchange.header('authorization') ?? '')?.[1];
}

/** The key, from where each vendor's clients put it. */
function presentedKey(exchange: Exchange, vendor: WireVendor): string | undefined {
  switch (vendor) {
    case 'openai':
      return bearer(exchange);
    case 'anthropic':
      return exchange.header('x-api-key') ?? bearer(exchange);
    case 'gemini':
      return exchange.header('x-goog-api-key') ?? exchange.url.searchParams.get('key') ?? bearer(exchange);
    default:
      return vendor satisfies never;
  }
}

/** 401 without a key that starts with `sim-`, where one is demanded. The key itself is never repeated. */
export function authProblem(exchange: Exchange, wire: { vendor: WireVendor }): Problem | undefined {
  if (!exchange.state.demandKey) return undefined;
  const key = presentedKey(exchange, wire.vendor);
  if (key?.startsWith(KEY_PREFIX)) return undefined;
  const message = key === undefined ? "You didn't provide an API key." : 'Incorrect API key provided.';
  return { status: 401, message };
}
