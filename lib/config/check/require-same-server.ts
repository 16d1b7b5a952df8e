import { fillPreset } from '@/lib/providers/presets';
import { ConfigProblemsError } from './problem';
import type { Provider } from '../schemas';

type Written = Record<string, unknown>;

/**
 * Throws ConfigProblemsError when an edited provider takes a stored key to another server than it was given for: whoever may
 * edit a provider never sees its key, and must not have it sent to themselves. Pure.
 */
export function requireSameServer(providers: readonly Provider[], put: Written): void {
  const server = serverOf(fillPreset(put));
  const problems = keysOf(put).flatMap(({ path, key }) => {
    if (!key.startsWith('secret:')) return [];
    const owners = providers.filter((one) => keysOf(one).some((own) => own.key === key));
    if (owners.length === 0 || owners.some((owner) => serverOf(owner) === server)) return [];
    return [{ path, message: 'this provider is at another server now: give its key again' }];
  });
  if (problems.length > 0) throw new ConfigProblemsError(problems);
}

/** The keys of a provider as written, each with its place. */
function keysOf(provider: Written | Provider): { path: string; key: string }[] {
  const { apiKey, apiKeys } = provider;
  const several: readonly unknown[] = Array.isArray(apiKeys) ? apiKeys : [];
  return [
    ...(typeof apiKey === 'string' ? [{ path: 'apiKey', key: apiKey }] : []),
    ...several.flatMap((one, at) =>
      typeof one === 'object' && one !== null && 'key' in one && typeof one.key === 'string'
        ? [{ path: `apiKeys[${at}].key`, key: one.key }]
        : [],
    ),
  ];
}

/** Scheme, host and port of the base URL, and the proxy on the way; what cannot be read is nowhere. */
function serverOf(provider: unknown): string {
  if (typeof provider !== 'object' || provider === null || !('baseUrl' in provider)) return '';
  const { baseUrl } = provider;
  const proxy = 'proxy' in provider && typeof provider.proxy === 'string' ? provider.proxy : '';
  return typeof baseUrl === 'string' && URL.canParse(baseUrl) ? `${new URL(baseUrl).origin} ${proxy}` : '';
}
