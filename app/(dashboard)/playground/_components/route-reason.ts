import type { T } from '@/lib/i18n/t';
import type { Explanation } from '@/lib/playground/explain';
import type { RunState } from '@/lib/playground/run-state';
import { sayWord } from '@/lib/i18n/say-word';

/** Why a prompt went where it went, as sentences. */
export function routeReason(
  t: T,
  { rule, task, signals, candidates }: Explanation,
  { served, provider, attempts = 1 }: Pick<RunState, 'served' | 'provider' | 'attempts'>,
): string[] {
  const next = candidates.filter(({ order }) => order !== null && order > 1);
  const signs = signals.length === 0 ? '' : ` (${signals.join(', ')})`;
  return [
    rule === null
      ? t('No rule fired: the model was taken as it was named.')
      : t('Rule “{name}” fired.', { name: rule.name }),
    ...(task === ''
      ? []
      : [t('The prompt looked like {task}{signs}.', { task: sayWord(t, task.replaceAll('_', ' ')), signs })]),
    ...(served === undefined
      ? []
      : [
          t('{provider}/{served} answered{value}.', {
            provider: provider ?? '?',
            served,
            value: attempts > 1 ? t(' at attempt {attempts}', { attempts }) : '',
          }),
        ]),
    ...(next.length === 0
      ? []
      : [t('Next in line: {next}.', { next: next.map(({ model }) => model).join(', ') })]),
  ];
}
