import type { ConfigDocument } from './schemas';

/**
 * A document without what is about a workspace or about keys of it, for when these are removed: a budget of none would have
 * every later publication refused. Pure.
 */
export function withoutWorkspace(
  document: ConfigDocument,
  workspace: string,
  keys: ReadonlySet<string>,
): ConfigDocument {
  const isGone = ({ scope, workspace: within }: ConfigDocument['budgets'][number]) =>
    within === workspace ||
    (scope.kind === 'workspace' && scope.value === workspace) ||
    (scope.kind === 'key' && keys.has(scope.value));
  const gone = new Set(document.budgets.filter(isGone).map(({ id }) => id));
  return {
    ...document,
    budgets: document.budgets.filter(({ id }) => !gone.has(id)),
    health: document.health.filter(({ id }) => id !== workspace),
    bodies: document.bodies.filter(({ id }) => id !== workspace),
    alerts: document.alerts.filter(
      ({ workspace: watched, when }) =>
        watched !== workspace &&
        !(when.kind === 'budget' && when.budget !== undefined && gone.has(when.budget)),
    ),
  };
}
