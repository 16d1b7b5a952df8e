import type { CacheSettings } from '@/lib/cache/schemas';
import { anyOf } from './condition-words';
import type { Parameters, PolicyRule, RuleSettings } from './schemas';

const thenWords = (names: readonly string[]) => names.join(', then ');

function usedWords({ use, targets = [] }: PolicyRule): string {
  if (use === undefined) return `goes to ${thenWords(targets)}`;
  switch (use.kind) {
    case 'pin':
      return `goes to ${use.target}`;
    case 'alias':
      return `goes to the alias ${use.alias}`;
    case 'tier':
      return `goes to the models of the tier ${use.tier}`;
    case 'weights': {
      const shares = Object.entries(use.weights).map(([name, percent]) => `${percent} % to ${name}`);
      return `is split: ${shares.join(', ')}`;
    }
    case 'learned': {
      const among = use.among === undefined ? 'all models' : anyOf(use.among);
      const floor = use.floor === undefined ? '' : `, quality at least ${use.floor}`;
      return `goes where the learned router says, among ${among} (dial at ${use.dial} of 10${floor})`;
    }
    default:
      return use satisfies never;
  }
}

function parameterWords([task, { maxTokens, temperature, override }]: readonly [string, Parameters]): string {
  const set = [
    ...(maxTokens === undefined ? [] : [`at most ${maxTokens} output tokens`]),
    ...(temperature === undefined ? [] : [`temperature ${temperature}`]),
  ].join(' and ');
  const whom = task === 'default' ? 'other tasks' : task.replaceAll('_', ' ');
  return `${set} for ${whom}${override === true ? ', whatever the client says' : ''}`;
}

function cacheWords({ ttlSeconds, scope, sampled, semantic }: CacheSettings): string[] {
  if (ttlSeconds === 0) return ['answers are not kept'];
  const whose = scope === 'key' ? ' for the key that asked' : '';
  return [
    `answers are kept for ${ttlSeconds} s${whose}${sampled ? ', sampled ones too' : ''}`,
    ...(semantic === undefined ? [] : [`also for prompts that mean the same, by ${semantic.model}`]),
  ];
}

function settingWords(settings: RuleSettings): string[] {
  const { costCeilingUsd, hedge, totalMs, cache, tooLong, canary, cascade } = settings;
  return [
    ...(canary === undefined ? [] : [`${canary.percent} % go to the canary ${canary.target}`]),
    ...(cascade === undefined ? [] : [`answers that fail a check are asked of ${cascade.to} again`]),
    ...(costCeilingUsd === undefined ? [] : [`a request may cost $${costCeilingUsd}`]),
    ...(totalMs === undefined ? [] : [`an attempt may take ${totalMs} ms`]),
    ...(hedge === undefined ? [] : ['a slow first answer gets a second attempt beside it']),
    ...(cache === undefined ? [] : cacheWords(cache)),
    ...(settings.affinity === undefined
      ? []
      : ['a session keeps to its target while its prompt cache is warm']),
    ...(settings.balance === undefined ? [] : ['equal targets share the load']),
    ...(tooLong === 'larger' ? ['a prompt that is too long goes to a larger window'] : []),
    ...(tooLong === 'trim' ? ['a prompt that is too long loses its oldest messages'] : []),
    ...Object.entries(settings.parameters ?? {}).map(parameterWords),
  ];
}

/** Where a rule sends a request, and what it sets beside, in plain words. */
export function actionWords(rule: PolicyRule): string[] {
  const fallbacks = rule.fallbacks.length === 0 ? [] : [`falls back on ${thenWords(rule.fallbacks)}`];
  return [usedWords(rule), ...fallbacks, ...settingWords(rule.settings)];
}
