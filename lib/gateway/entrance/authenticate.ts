import type { ActiveKey, Snapshot } from '@/lib/config/snapshot/snapshot';
import { isInRanges } from '@/lib/egress/cidr';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Exchange } from '../exchange';

/** Keys that were presented lately, by their value, so that a digest is made once; gone with the keys that they are of. */
const presented = new WeakMap<Snapshot['keys'], Map<string, ActiveKey>>();
const MAX_REMEMBERED = 1_000;

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

function findKey(value: string, { deps, snapshot }: Exchange): ActiveKey | undefined {
  let remembered = presented.get(snapshot.keys);
  if (remembered === undefined) presented.set(snapshot.keys, (remembered = new Map()));
  const known = remembered.get(value);
  if (known !== undefined || value.length > MAX_KEY_LENGTH) return known;
  const key = snapshot.keys.get(deps.digestKey(value));
  if (key !== undefined && remembered.size < MAX_REMEMBERED) remembered.set(value, key);
  return key;
}

/** The virtual key of a request, looked up by digest in memory. Throws GatewayError 401, and 403 for one that is not good at this address. */
export function authenticate(exchange: Exchange): ActiveKey {
  const key = findKey(presentedKey(exchange), exchange);
  if (key === undefined || exchange.deps.revocations?.has(key.id) === true)
    throw new GatewayError('invalid_api_key', 'This API key is not known, or was revoked.');
  if (key.expiresAt !== undefined && exchange.startedAt >= key.expiresAt)
    throw new GatewayError('invalid_api_key', 'This API key has expired.');
  if (key.ipRanges !== undefined && !isInRanges(exchange.inbound.address, key.ipRanges))
    throw new GatewayError('forbidden', 'This API key may not be used from this address.');
  return key;
}
