import type { ActiveBudget } from './active-budget';

/** What an attempt is counted by. */
export interface BudgetFacts {
  workspaceId: string;
  team?: string | undefined;
  user?: string | undefined;
  keyId: string;
  requestedModel: string;
  /** Our id of the model that the attempt goes to. */
  model: string;
  tags: Readonly<Record<string, string>>;
}

const NONE: readonly ActiveBudget[] = [];

/** Budgets by what they count, so that a request that none is about pays for a few look-ups only. */
export class BudgetIndex {
  /** All of them, soft ones included. */
  readonly all: readonly ActiveBudget[];
  readonly #hard = new Map<string, ActiveBudget[]>();
  readonly #hasTags: boolean;

  constructor(budgets: readonly ActiveBudget[]) {
    this.all = budgets;
    const hard = budgets.filter(({ mode }) => mode === 'hard');
    for (const budget of hard) {
      const key = place(budget.workspaceId, budget.scope.kind, budget.scope.value);
      this.#hard.set(key, [...(this.#hard.get(key) ?? []), budget]);
    }
    this.#hasTags = hard.some(({ scope }) => scope.kind === 'tag');
  }

  /** Hard budgets that an attempt counts towards, in an order that is the same for all requests. */
  hardFor(facts: BudgetFacts): readonly ActiveBudget[] {
    if (this.#hard.size === 0) return NONE;
    const found = new Set<ActiveBudget>();
    const look = (kind: string, value: string | undefined) => {
      if (value === undefined) return;
      for (const budget of this.#hard.get(place(facts.workspaceId, kind, value)) ?? NONE) found.add(budget);
    };
    look('workspace', facts.workspaceId);
    look('team', facts.team);
    look('user', facts.user);
    look('key', facts.keyId);
    look('model', facts.model);
    look('model', facts.requestedModel);
    if (this.#hasTags) {
      for (const [name, value] of Object.entries(facts.tags)) {
        look('tag', name);
        look('tag', `${name}=${value}`);
      }
    }
    return found.size === 0 ? NONE : [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

function place(workspaceId: string, kind: string, value: string): string {
  return `${workspaceId}\n${kind}\n${value}`;
}
