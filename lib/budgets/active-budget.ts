import type { Budget } from '@/lib/config/schemas';
import { parseUsd, type Pico } from '@/lib/pricing/money';
import { zoneOffset } from '@/lib/pricing/zone-offset';
import { windowAt, type Window } from './window';

/** A budget as requests see it. */
export interface ActiveBudget extends Pick<
  Budget,
  'id' | 'name' | 'scope' | 'period' | 'mode' | 'alertPercents' | 'downgradeTo'
> {
  /** Only requests of this workspace count. */
  workspaceId: string;
  limit: Pico;
  /** Version of the configuration that says so. */
  configVersion: number;
  /** The window that an instant (epoch ms) falls in; the current one is remembered. */
  windowAt(at: number): Window;
}

export interface BudgetContext {
  configVersion: number;
  /** IANA zone in which a workspace counts its days. */
  zoneOf(workspaceId: string): string;
  /** Workspace of a key; undefined for one that is revoked. */
  workspaceOfKey(keyId: string): string | undefined;
}

function workspaceOf(budget: Budget, context: BudgetContext): string {
  const { kind, value } = budget.scope;
  if (kind === 'workspace') return value;
  const own = kind === 'key' ? context.workspaceOfKey(value) : undefined;
  return own ?? budget.workspace ?? 'main';
}

/** Makes a budget of the configuration ready for use. */
export function activateBudget(budget: Budget, context: BudgetContext): ActiveBudget {
  const workspaceId = workspaceOf(budget, context);
  const offset = zoneOffset(context.zoneOf(workspaceId));
  let current: Window = { startsAt: 0, endsAt: 0 };
  return {
    id: budget.id,
    name: budget.name,
    scope: budget.scope,
    period: budget.period,
    mode: budget.mode,
    ...(budget.downgradeTo === undefined ? {} : { downgradeTo: budget.downgradeTo }),
    alertPercents: budget.alertPercents,
    workspaceId,
    limit: parseUsd(budget.limitUsd),
    configVersion: context.configVersion,
    windowAt(at) {
      if (at < current.startsAt || at >= current.endsAt) current = windowAt(budget.period, at, offset);
      return current;
    },
  };
}
