import { GatewayError } from '@/lib/errors/gateway-error';
import type { Exchange } from '../exchange';

/** `off`: neither given from the cache nor kept. `refresh`: asked anew, and kept. */
export type CacheWish = 'use' | 'off' | 'refresh';

const HEADER = 'x-tollgate-cache';

/**
 * What a client wants of the cache: `x-tollgate-cache: off` or `refresh`, else what `cache-control` says (`no-store`,
 * `no-cache`). It can only want less than its rule allows. Throws GatewayError 400 for another word.
 */
export function readCacheWish({ inbound }: Pick<Exchange, 'inbound'>): CacheWish {
  const said = inbound.header(HEADER)?.trim().toLowerCase();
  if (said === 'off' || said === 'refresh') return said;
  if (said !== undefined && said !== '' && said !== 'on')
    throw new GatewayError('invalid_request', `${HEADER} must be on, off or refresh.`, { param: HEADER });
  const control = inbound.header('cache-control')?.toLowerCase();
  if (control === undefined || said === 'on') return 'use';
  if (/\bno-store\b/.test(control)) return 'off';
  return /\bno-cache\b/.test(control) ? 'refresh' : 'use';
}
