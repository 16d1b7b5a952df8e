import { isManagedKey } from '@/lib/keys/managed';
import type { Entries, ParsedEntries } from './parse-entries';
import { checkAlerts } from './check-alerts';
import { checkRules } from './check-rules';
import { missing } from './missing';
import type { ConfigProblem } from './problem';
import { targetProblem } from '../snapshot/resolve-target';
import type { Budget, Model } from '../schemas';

interface KnownNames {
  workspaces: ReadonlySet<string>;
  /** Ids of keys that exist already, in the file or not. */
  keyIds: ReadonlySet<string>;
}

interface Names extends KnownNames {
  providers: ReadonlySet<string>;
  models: ReadonlyMap<string, Model>;
  /** Names that clients may request: models and what rules answer to (`auto`). */
  requestable: ReadonlySet<string>;
  /** True where a name that is missing may stand in an entry that could not be read. */
  unsure: (section: keyof Entries) => boolean;
}

/** Names that point at nothing, and conditions that never hold: offers, rules, budgets, keys. */
export function checkReferences({ entries, incomplete }: ParsedEntries, known: KnownNames): ConfigProblem[] {
  const models = new Map(
    entries.models.flatMap(({ value }) => [value.id, ...value.aliases].map((name) => [name, value] as const)),
  );
  const names: Names = {
    workspaces: known.workspaces,
    keyIds: new Set([...known.keyIds, ...entries.keys.map(({ value }) => value.id)]),
    providers: new Set(entries.providers.map(({ value }) => value.id)),
    models,
    requestable: new Set([
      ...models.keys(),
      ...entries.rules.flatMap(({ value }) => value.when.models ?? []),
    ]),
    unsure: (section) => incomplete.has(section),
  };
  return [
    ...checkOffers(entries, names),
    ...checkRules(entries, names),
    ...checkBudgets(entries, names),
    ...checkAlerts(entries, names),
    ...checkKeys(entries, names),
  ];
}

function checkOffers({ models }: Entries, names: Names): ConfigProblem[] {
  if (names.unsure('providers')) return [];
  return models.flatMap(({ index, value }) =>
    value.offers.flatMap((offer, position) =>
      names.providers.has(offer.provider)
        ? []
        : [
            {
              path: `models[${index}].offers[${position}].provider`,
              message: missing('provider', offer.provider),
            },
          ],
    ),
  );
}

function checkBudgets({ budgets }: Entries, names: Names): ConfigProblem[] {
  return budgets.flatMap(({ index, value: { scope, workspace, mode, downgradeTo } }) => {
    const problems: ConfigProblem[] = [];
    if (!budgetScopeExists(scope, names))
      problems.push({ path: `budgets[${index}].scope.value`, message: missing(scope.kind, scope.value) });
    if (workspace !== undefined && !names.workspaces.has(workspace))
      problems.push({ path: `budgets[${index}].workspace`, message: missing('workspace', workspace) });
    const at = `budgets[${index}].downgradeTo`;
    if (downgradeTo !== undefined && mode === 'soft')
      problems.push({
        path: at,
        message: 'a soft budget refuses nothing, so there is nothing to go on with',
      });
    if (names.unsure('models') || names.unsure('providers')) return problems;
    downgradeTo?.forEach((target, position) => {
      const message = targetProblem(target, names.models, names.providers);
      if (message !== undefined) problems.push({ path: `${at}[${position}]`, message });
    });
    return problems;
  });
}

function budgetScopeExists(scope: Budget['scope'], names: Names): boolean {
  switch (scope.kind) {
    case 'workspace':
      return names.workspaces.has(scope.value);
    case 'key':
      return isManagedKey(scope.value) || names.keyIds.has(scope.value) || names.unsure('keys');
    case 'model':
      return names.requestable.has(scope.value) || names.unsure('models') || names.unsure('rules');
    case 'team':
    case 'user':
    case 'tag':
      return true; // whatever callers send
    default:
      return scope.kind satisfies never;
  }
}

function checkKeys({ keys }: Entries, names: Names): ConfigProblem[] {
  return keys.flatMap(({ index, value }) => {
    const problems: ConfigProblem[] = [];
    if (!names.workspaces.has(value.workspace))
      problems.push({ path: `keys[${index}].workspace`, message: missing('workspace', value.workspace) });
    if (value.expiresAt !== undefined && !(Date.parse(value.expiresAt) >= 0))
      problems.push({ path: `keys[${index}].expiresAt`, message: 'must not lie before 1970' });
    if (names.unsure('models') || names.unsure('rules')) return problems;
    value.models?.forEach((model, position) => {
      if (!names.requestable.has(model))
        problems.push({ path: `keys[${index}].models[${position}]`, message: missing('model', model) });
    });
    return problems;
  });
}
