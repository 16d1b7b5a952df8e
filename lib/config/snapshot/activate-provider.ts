import { timeoutsSchema, type Provider } from '../schemas';
import { simulatedBaseUrl } from './simulated-base-url';
import type { ActiveProvider } from './snapshot';

/** What stands outside of the document and a provider needs. */
export interface ProviderParts {
  /** Opens `secret:ID`; undefined when there is no such credential or it cannot be opened. */
  secret: (id: string) => string | undefined;
  /** Variables that `env:NAME` reads, and `TOLLGATE_SIMULATOR_URL`. */
  env: Readonly<Record<string, string | undefined>>;
  /** Told of each provider that stays without its credential or address. Never contains a secret. */
  warn: (message: string) => void;
}

/** A provider as it is called, and with several credentials once for each of them. No I/O. */
export function activateProvider(provider: Provider, parts: ProviderParts): ActiveProvider {
  const { apiKeys, ...one } = provider;
  if (apiKeys === undefined) return activateOne(one, parts);
  const made = apiKeys.flatMap(({ key, weight }) => {
    const sibling = activateOne({ ...one, apiKey: key }, parts);
    return sibling.apiKey === undefined ? [] : [{ provider: sibling, weight }];
  });
  const [first, second] = made;
  // Without any, as with one that cannot be opened.
  if (first === undefined) return activateOne(one, parts);
  if (second !== undefined) for (const { provider: sibling } of made) sibling.siblings = made;
  return first.provider;
}

function activateOne(provider: Omit<Provider, 'apiKeys'>, parts: ProviderParts): ActiveProvider {
  const { apiKey: reference, timeouts, proxy: proxyReference, ...rest } = provider;
  const active: ActiveProvider = { ...rest, timeouts: timeouts ?? timeoutsSchema.parse({}) };
  if (timeouts === undefined) active.timeoutsAreDefault = true;
  const apiKey = reference === undefined ? undefined : resolve(reference, provider.id, parts);
  if (apiKey !== undefined) active.apiKey = apiKey;
  if (proxyReference !== undefined) {
    const proxy = resolveProxy(proxyReference, parts.env);
    if (proxy === undefined) {
      // Never past the proxy: that might be just what it is there to prevent.
      parts.warn(`provider ${provider.id} is off: its proxy ${proxyReference} is not set, or is no URL`);
      return { ...active, enabled: false };
    }
    active.proxy = proxy;
  }
  if (!provider.simulated) return active;
  const baseUrl = simulatedBaseUrl(provider.baseUrl, parts.env['TOLLGATE_SIMULATOR_URL']);
  // Our own simulator: whoever runs the machine says where it listens, the document does not.
  if (baseUrl !== undefined && baseUrl !== provider.baseUrl)
    return { ...active, baseUrl, privateAddresses: ['0.0.0.0/0', '::/0'] };
  if (baseUrl !== undefined) return active;
  parts.warn(`provider ${provider.id} is off: no simulator runs here`);
  return { ...active, enabled: false };
}

function resolveProxy(reference: string, env: ProviderParts['env']): string | undefined {
  const url = reference.startsWith('env:') ? env[reference.slice('env:'.length)] : reference;
  return url !== undefined && /^https?:/.test(url) && URL.canParse(url) ? url : undefined;
}

function resolve(reference: string, providerId: string, parts: ProviderParts): string | undefined {
  if (reference.startsWith('env:')) {
    const name = reference.slice('env:'.length);
    const value = parts.env[name];
    if (value !== undefined && value !== '') return value;
    parts.warn(`provider ${providerId} has no key: the variable ${name} is not set`);
    return undefined;
  }
  if (reference.startsWith('secret:')) {
    const value = parts.secret(reference.slice('secret:'.length));
    if (value === undefined)
      parts.warn(`provider ${providerId} has no key: its stored secret cannot be opened`);
    return value;
  }
  // A plain value never reaches a version (apply-config seals it), so this one was put there by hand: not used.
  parts.warn(`provider ${providerId} has no key: the stored reference is neither env: nor secret:`);
  return undefined;
}
