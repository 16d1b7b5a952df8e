import type { ActiveKey } from '@/lib/config/snapshot';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Exchange } from './exchange';

/** Longer ones are nobody's; digesting them would only cost time. */
const MAX_KEY_LENGTH = 512;

function presentedKey(exchange: Exchange): string {
  const authorization = exchange.inbound.header('authorization');
  if (authorization !== undefined) {
    const [scheme, value] = authorization.split(' ', 2);
    if (scheme?.toLowerCase() === 'bearer' && value) return value;
    throw new GatewayError('invalid_api_key', 'The Authorization header must read: Bearer YOUR_KEY.');
  }
  const apiKey = exchange.inbound.header('x-api-key');
  if (apiKey) return apiKey;
  throw new GatewayError(
    'missing_api_key',
    'No API key was given: send the header Authorization: Bearer YOUR_KEY.',
  );
}

/** The virtual key of a request, looked up by digest in memory. Throws GatewayError 401. */
export function authenticate(exchange: Exchange): ActiveKey {
  const value = presentedKey(exchange);
  const key =
    value.length > MAX_KEY_LENGTH ? undefined : exchange.snapshot.keys.get(exchange.deps.digestKey(value));
  if (key === undefined)
    throw new GatewayError('invalid_api_key', 'This API key is not known, or was revoked.');
  if (key.expiresAt !== undefined && exchange.startedAt >= key.expiresAt)
    throw new GatewayError('invalid_api_key', 'This API key has expired.');
  return key;
}
