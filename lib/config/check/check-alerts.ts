import { missing } from './missing';
import type { Entries } from './parse-entries';
import type { ConfigProblem } from './problem';

interface Names {
  workspaces: ReadonlySet<string>;
  unsure: (section: keyof Entries) => boolean;
}

/** Alerts that name a workspace, a budget or a channel that there is not. */
export function checkAlerts({ alerts, channels, budgets }: Entries, names: Names): ConfigProblem[] {
  const known = new Set(channels.map(({ value }) => value.id));
  const budgetIds = new Set(budgets.map(({ value }) => value.id));
  return alerts.flatMap(({ index, value: { workspace, when, channels: told } }) => {
    const at = `alerts[${index}]`;
    const problems: ConfigProblem[] = [];
    if (!names.workspaces.has(workspace))
      problems.push({ path: `${at}.workspace`, message: missing('workspace', workspace) });
    const budget = when.kind === 'budget' ? when.budget : undefined;
    if (budget !== undefined && !budgetIds.has(budget) && !names.unsure('budgets'))
      problems.push({ path: `${at}.when.budget`, message: missing('budget', budget) });
    if (!names.unsure('channels'))
      told.forEach((id, position) => {
        if (!known.has(id))
          problems.push({ path: `${at}.channels[${position}]`, message: missing('channel', id) });
      });
    return problems;
  });
}
