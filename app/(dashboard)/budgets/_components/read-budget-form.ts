import type { ConfigEdit } from '@/lib/config/with-edit';

const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** What the form says, as a draft of the configuration; whether it is right is for the configuration to say. */
export function readBudgetForm(form: FormData, workspace: string): ConfigEdit {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const downgradeTo = list(text('downgradeTo'));
  return {
    section: 'budgets',
    put: {
      id: text('id'),
      name: text('name') || text('id'),
      scope: { kind: text('kind'), value: text('value') },
      workspace,
      period: text('period'),
      limitUsd: text('limitUsd'),
      mode: text('mode') === 'soft' ? 'soft' : 'hard',
      alertPercents: list(text('alertPercents')).map(Number),
      ...(text('mode') === 'downgrade' ? { downgradeTo } : {}),
    },
  };
}
