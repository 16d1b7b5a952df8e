import type { Explanation } from '@/lib/playground/explain';
import type { RunState } from '@/lib/playground/run-state';

/** Why a prompt went where it went, as sentences. */
export function routeReason(
  { rule, task, signals, candidates }: Explanation,
  { served, provider, attempts = 1 }: Pick<RunState, 'served' | 'provider' | 'attempts'>,
): string[] {
  const next = candidates.filter(({ order }) => order !== null && order > 1);
  const signs = signals.length === 0 ? '' : ` (${signals.join(', ')})`;
  return [
    rule === null ? 'No rule fired: the model was taken as it was named.' : `Rule “${rule.name}” fired.`,
    ...(task === '' ? [] : [`The prompt looked like ${task.replaceAll('_', ' ')}${signs}.`]),
    ...(served === undefined
      ? []
      : [`${provider ?? '?'}/${served} answered${attempts > 1 ? ` at attempt ${attempts}` : ''}.`]),
    ...(next.length === 0 ? [] : [`Next in line: ${next.map(({ model }) => model).join(', ')}.`]),
  ];
}
