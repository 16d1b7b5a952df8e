import { activateBudget } from '@/lib/budgets/active-budget';
import { BudgetIndex } from '@/lib/budgets/budget-index';
import { buildPriceBook } from '@/lib/pricing/price-book';
import { createExpectedCost } from '@/lib/routing/expected-cost';
import { NO_CANARIES } from '@/lib/routing/canary/divert';
import { compilePolicy } from '@/lib/routing/policy/compile-policy';
import { policyOf } from './policy-of';
import { timeoutsSchema, type ConfigDocument, type Model, type Provider } from './schemas';
import { simulatedBaseUrl } from './simulated-base-url';
import type { ActiveKey, ActiveProvider, Snapshot } from './snapshot';

export interface SnapshotParts {
  version: number;
  document: ConfigDocument;
  /** Enabled keys by digest. */
  keys: ReadonlyMap<string, ActiveKey>;
  /** Reporting zones by workspace; one that is not in it counts in UTC. */
  zones?: ReadonlyMap<string, string>;
  /** What was learnt, by workspace; absent: nothing. */
  beliefs?: Snapshot['beliefs'];
  /** Absent: none. */
  canaries?: Snapshot['canaries'];
  /** Opens `secret:ID`; undefined when there is no such credential or it cannot be opened. */
  secret: (id: string) => string | undefined;
  /** Variables that `env:NAME` reads, and `TOLLGATE_SIMULATOR_URL`. */
  env: Readonly<Record<string, string | undefined>>;
  /** Told of each provider that stays without its credential or address. Never contains a secret. */
  warn: (message: string) => void;
}

/** Turns a published document into the immutable form that requests read. No I/O. Throws for rules that validate-config.ts would refuse. */
export function compileSnapshot(parts: SnapshotParts): Snapshot {
  const { document } = parts;
  const prices = buildPriceBook(document.prices);
  return Object.freeze({
    version: parts.version,
    providers: new Map(document.providers.map((provider) => [provider.id, activate(provider, parts)])),
    models: modelsByName(document.models),
    rules: document.rules.filter((rule) => rule.enabled),
    policy: compilePolicy(policyOf(document)),
    canaries: parts.canaries ?? NO_CANARIES,
    prices,
    expectedCostUsd: createExpectedCost(prices),
    beliefs: parts.beliefs ?? new Map(),
    budgets: activateBudgets(parts),
    bodies: new Map(document.bodies.map((settings) => [settings.id, settings])),
    keys: parts.keys,
  });
}

function activateBudgets({ version, document, keys, zones }: SnapshotParts): BudgetIndex {
  const workspaces = new Map([...keys.values()].map((key) => [key.id, key.workspaceId]));
  const context = {
    configVersion: version,
    zoneOf: (workspaceId: string) => zones?.get(workspaceId) ?? 'UTC',
    workspaceOfKey: (keyId: string) => workspaces.get(keyId),
  };
  return new BudgetIndex(document.budgets.map((budget) => activateBudget(budget, context)));
}

function activate(provider: Provider, parts: SnapshotParts): ActiveProvider {
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

function activateOne(provider: Omit<Provider, 'apiKeys'>, parts: SnapshotParts): ActiveProvider {
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

function resolveProxy(reference: string, env: SnapshotParts['env']): string | undefined {
  const url = reference.startsWith('env:') ? env[reference.slice('env:'.length)] : reference;
  return url !== undefined && /^https?:/.test(url) && URL.canParse(url) ? url : undefined;
}

function resolve(reference: string, providerId: string, parts: SnapshotParts): string | undefined {
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

function modelsByName(models: readonly Model[]): Map<string, Model> {
  const byName = new Map<string, Model>();
  for (const model of models) for (const name of [model.id, ...model.aliases]) byName.set(name, model);
  return byName;
}
