import { activateBudget } from '@/lib/budgets/active-budget';
import { BudgetIndex } from '@/lib/budgets/budget-index';
import { buildPriceBook } from '@/lib/pricing/price-book';
import { createExpectedCost } from '@/lib/routing/expected-cost';
import { NO_CANARIES } from '@/lib/routing/canary/divert';
import { compilePolicy } from '@/lib/routing/policy/compile-policy';
import { activateProvider, type ProviderParts } from './activate-provider';
import { policyOf } from './policy-of';
import type { ConfigDocument, Model } from '../schemas';
import type { ActiveKey, Snapshot } from './snapshot';

export interface SnapshotParts extends ProviderParts {
  version: number;
  document: ConfigDocument;
  /** Enabled keys by digest. */
  keys: ReadonlyMap<string, ActiveKey>;
  /** Reporting zones by workspace; one that is not in it counts in UTC. */
  zones?: ReadonlyMap<string, string>;
  /** What was learnt, by workspace; absent: nothing. */
  beliefs?: Snapshot['beliefs'];
  /** Absent: none. */
  heads?: Snapshot['heads'];
  /** Absent: none. */
  canaries?: Snapshot['canaries'];
  /** Absent: nothing was measured. */
  latencyPriors?: Snapshot['latencyPriors'];
}

/** Turns a published document into the immutable form that requests read. No I/O. Throws for rules that validate-config.ts would refuse. */
export function compileSnapshot(parts: SnapshotParts): Snapshot {
  const { document } = parts;
  const prices = buildPriceBook(document.prices);
  return Object.freeze({
    version: parts.version,
    providers: new Map(
      document.providers.map((provider) => [provider.id, activateProvider(provider, parts)]),
    ),
    models: modelsByName(document.models),
    rules: document.rules.filter((rule) => rule.enabled),
    policy: compilePolicy(policyOf(document)),
    canaries: parts.canaries ?? NO_CANARIES,
    prices,
    expectedCostUsd: createExpectedCost(prices),
    beliefs: parts.beliefs ?? new Map(),
    heads: parts.heads ?? new Map(),
    latencyPriors: parts.latencyPriors ?? new Map(),
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

function modelsByName(models: readonly Model[]): Map<string, Model> {
  const byName = new Map<string, Model>();
  for (const model of models) for (const name of [model.id, ...model.aliases]) byName.set(name, model);
  return byName;
}
