import type { PolicyRule } from '@/lib/routing/policy/schemas';
import { TASK_TYPES } from '@/lib/routing/learn/task-types';
import { TASKS } from '@/lib/routing/tasks';
import { ROUTED_MODEL } from './limits';

/** The least that a rule needs to be told by hand; the rest has its defaults. */
export type DraftRule = Pick<PolicyRule, 'id' | 'name' | 'when' | 'targets'>;

export interface Comparison {
  winner: string;
  /** Models of all columns, in their order. */
  models: readonly string[];
  /** What the prompt looked like, where that is known. */
  task: string | undefined;
  /** Rules in force that could stand where the new one would (see `isSimple`). */
  rules: readonly PolicyRule[];
}

const asId = (text: string) => text.replace(/[^a-zA-Z0-9._-]+/g, '-').slice(0, 60);

/** Whether a rule is about nothing but the routed model and at most one task, and goes to plain targets. */
export function isSimple({ when, targets, enabled }: PolicyRule): boolean {
  const others = Object.keys(when).filter((name) => name !== 'models' && name !== 'tasks');
  const isRouted = when.models?.length === 1 && when.models[0] === ROUTED_MODEL;
  return (
    enabled && targets !== undefined && isRouted && others.length === 0 && (when.tasks?.length ?? 1) === 1
  );
}

/**
 * A rule that sends prompts like this one to the winner: requests for the routed model, of the task that the prompt
 * looked like, where it is known. The other columns follow as fallbacks. A rule that says where these go already is
 * changed in its place, since two for the same would leave one that nothing reaches. Pure.
 */
export function draftRule({ winner, models, task, rules }: Comparison): DraftRule {
  const known = [...TASKS, ...TASK_TYPES].find((one) => one === task);
  const fallbacks = [...new Set(models)].filter((model) => model !== winner && model !== ROUTED_MODEL);
  const what = known === undefined ? 'Everything' : known.replaceAll('_', ' ');
  const targets = [winner, ...fallbacks];
  const name =
    `${what.charAt(0).toUpperCase()}${what.slice(1)} goes to ${winner} (from the playground)`.slice(0, 200);
  const present = rules.find((rule) => isSimple(rule) && rule.when.tasks?.[0] === known);
  if (present !== undefined) return { ...present, name, targets };
  return {
    id: `playground-${known === undefined ? 'all' : asId(known)}-${asId(winner)}`,
    name,
    when: { models: [ROUTED_MODEL], ...(known === undefined ? {} : { tasks: [known] }) },
    targets,
  };
}
