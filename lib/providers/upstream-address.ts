import type { ActiveProvider } from '@/lib/config/snapshot/snapshot';
import { dialectFor } from '@/lib/dialects/registry';
import { quirksOf } from './presets';

export interface UpstreamAddress {
  origin: string;
  /** With the query. */
  path: string;
}

/** Addresses that were worked out before. A provider's object lives as long as its configuration, and so does this. */
const known = new WeakMap<ActiveProvider, Map<string, UpstreamAddress>>();

/**
 * Where a call goes: the dialect's path below the provider's base URL, and the queries of both. At Azure OpenAI the
 * model is a deployment in the path, and the API's version is added unless the base URL names one.
 */
export function addressOf(provider: ActiveProvider, path: string, upstreamModel: string): UpstreamAddress {
  let addresses = known.get(provider);
  if (addresses === undefined) known.set(provider, (addresses = new Map()));
  const key = `${upstreamModel} ${path}`;
  let address = addresses.get(key);
  if (address === undefined) addresses.set(key, (address = workOut(provider, path, upstreamModel)));
  return address;
}

function workOut(provider: ActiveProvider, path: string, upstreamModel: string): UpstreamAddress {
  const base = new URL(provider.baseUrl);
  const query = new URLSearchParams(base.searchParams);
  const [below = '', ownQuery = ''] = path.split('?', 2);
  for (const [name, value] of new URLSearchParams(ownQuery)) query.set(name, value);
  const { deployments } = quirksOf(provider);
  let prefix = base.pathname.replace(/\/+$/, '');
  if (deployments !== undefined) {
    prefix += `/deployments/${encodeURIComponent(upstreamModel)}`;
    if (!query.has('api-version')) query.set('api-version', deployments.apiVersion);
  }
  const search = query.toString();
  return { origin: base.origin, path: `${prefix}${below}${search === '' ? '' : `?${search}`}` };
}

/** Headers that authenticate at a provider; none when it has no key. */
export function credentialHeaders(provider: ActiveProvider): Record<string, string> {
  if (provider.apiKey === undefined) return {};
  const { keyHeader } = quirksOf(provider);
  if (keyHeader !== undefined) return { [keyHeader]: provider.apiKey };
  return dialectFor(provider.dialect).authHeaders(provider.apiKey);
}
