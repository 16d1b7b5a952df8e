import { ineligible } from '@/lib/routing/eligibility';
import { resolveTarget, targetName, type Target } from '@/lib/routing/select-targets';
import type { ActiveBudget } from '@/lib/budgets/active-budget';
import type { AdmittedExchange } from '../exchange';

/** Whether a budget lets a target serve when it is used up; what such an attempt costs is booked and not reserved. */
export function servesWhenUsedUp(
  { downgradeTo }: ActiveBudget,
  target: Target,
  { snapshot }: Pick<AdmittedExchange, 'snapshot'>,
): boolean {
  if (downgradeTo === undefined) return false;
  const name = targetName(target);
  return downgradeTo.some((to) => resolveTarget(to, snapshot).some((one) => targetName(one) === name));
}

/** Hard budgets that an attempt at a target has to be reserved in, and those that it may pass. */
export function budgetsOf(exchange: AdmittedExchange, target: Target): readonly ActiveBudget[] {
  const { header, snapshot } = exchange;
  return snapshot.budgets.hardFor({
    workspaceId: header.workspaceId,
    team: header.team,
    user: header.endUser,
    keyId: header.keyId,
    requestedModel: header.requestedModel,
    model: target.model.id,
    tags: header.tags,
  });
}

/**
 * Where a request goes on to after a budget refused a target: what the budgets that count it name for that, in their
 * order, as far as the request fits there. Empty where none names anything. The route's record says which budget it was.
 */
export function downgradeTargets(exchange: AdmittedExchange, refused: Target): Target[] {
  const { route } = exchange.header;
  const found: Target[] = [];
  for (const { id, downgradeTo = [] } of budgetsOf(exchange, refused)) {
    for (const target of downgradeTo.flatMap((name) => resolveTarget(name, exchange.snapshot))) {
      const name = targetName(target);
      if (route.candidates.includes(name) || ineligible(target, exchange.features) !== undefined) continue;
      route.candidates.push(name);
      route.downgradedBy ??= id;
      found.push(target);
    }
  }
  return found;
}
