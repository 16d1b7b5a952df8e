import type { PolicyRule } from '@/lib/routing/policy/schemas';
import { TASK_TYPES } from '@/lib/routing/learn/task-types';
import { TASKS } from '@/lib/routing/tasks';
import { ROUTED_MODEL } from './limits';

/** The least that a rule needs to be told by hand; the rest has its defaults. */
export type DraftRule = Pick<PolicyRule, 'id' | 'name' | 'when' | 'targets'>;

const asId = (text: string) => text.replace(/[^a-zA-Z0-9._-]+/g, '-').slice(0, 60);

/**
 * A rule that sends prompts like this one to the winner: requests for the routed model, of the task that the prompt
 * looked like, where it is known. The other columns follow as fallbacks, in the order given. Pure.
 */
export function draftRule(winner: string, others: readonly string[], task: string | undefined): DraftRule {
  const known = [...TASKS, ...TASK_TYPES].find((one) => one === task);
  const fallbacks = [...new Set(others)].filter((model) => model !== winner && model !== ROUTED_MODEL);
  const what = known === undefined ? 'Everything' : known.replaceAll('_', ' ');
  return {
    id: `playground-${known === undefined ? 'all' : asId(known)}-${asId(winner)}`,
    name: `${what.charAt(0).toUpperCase()}${what.slice(1)} goes to ${winner} (from the playground)`.slice(
      0,
      200,
    ),
    when: { models: [ROUTED_MODEL], ...(known === undefined ? {} : { tasks: [known] }) },
    targets: [winner, ...fallbacks],
  };
}
