import type { CacheMarker } from './chat';
import { isRecord } from './json-value';

/** A `cache_control` of Anthropic's, which OpenAI-compatible routers take on text parts too. */
export function readCacheMarker(value: unknown): CacheMarker | undefined {
  if (!isRecord(value)) return undefined;
  const ttl = value['ttl'];
  return ttl === '5m' || ttl === '1h' ? { ttl } : {};
}
