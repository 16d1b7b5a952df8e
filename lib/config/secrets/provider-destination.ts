import type { Provider } from '../schemas';

/**
 * Where a provider takes its keys: scheme, host and port of its base URL, and the proxy on the way. A stored key is good for one
 * such place: whoever may edit a provider never sees its key, and must not have it sent to themselves. Pure.
 */
export function providerDestination({ baseUrl, proxy = '' }: Pick<Provider, 'baseUrl' | 'proxy'>): string {
  return `provider ${new URL(baseUrl).origin} ${proxy}`;
}
