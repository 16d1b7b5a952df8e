import { formatCount } from '@/components/format/count';
import { formatExactUsd } from '@/lib/pricing/format-usd';
import type { RequestDetail } from '@/lib/analytics/requests/request-detail';
import { msg } from '@/lib/i18n/msg';
import type { T } from '@/lib/i18n/t';
import { hedgeWords } from './hedge-words';
import { sayWord } from '@/lib/i18n/say-word';

const TASKS: Record<string, string> = {
  code: msg('code'),
  complex_reasoning: msg('complex reasoning'),
  simple_faq: msg('a simple question'),
  fast: msg('a quick job'),
  balanced: msg('a balanced job'),
  shadow: msg('a question to a shadow'),
  shadow_judge: msg('a question to a judge'),
};

function hitWords(t: T, cache: string, target: string, savedUsd: string | null): string {
  const how = cache === 'hit_semantic' ? t(', once given to a prompt that means the same,') : '';
  const saving =
    savedUsd === null ? '' : t(', which saved {savedUsd}', { savedUsd: formatExactUsd(savedUsd, t.locale) });
  return t('The gateway cache gave an answer of {target}{how} again{saving}.', { target, how, saving });
}

/** Why a request went where it went, as sentences. */
export function routeWords(t: T, request: RequestDetail): string[] {
  const { route, requestedModel, model, provider, attemptCount, cache, savedUsd } = request;
  const words: string[] = [];
  words.push(
    route.ruleId === undefined
      ? t('No rule fired, so the requested model “{requestedModel}” was taken as it is.', { requestedModel })
      : t('Rule “{ruleId}” fired for a request for “{requestedModel}”.', {
          ruleId: route.ruleId,
          requestedModel,
        }),
  );
  if (route.shadowOf !== undefined)
    words.push(
      t('It was asked to compare answers to request {shadowOf}; nobody waited for it.', {
        shadowOf: route.shadowOf,
      }),
    );
  if (route.arm !== undefined)
    words.push(
      t('It was drawn to the arm “{arm}” of {experiment}.', {
        arm: route.arm.arm,
        experiment: route.arm.experiment.replace(':', ' '),
      }),
    );
  if (route.task !== '') {
    const signals = route.signals.length === 0 ? '' : ` (${route.signals.join(', ')})`;
    words.push(
      t('The prompt looked like {task}{signals}.', { task: t(TASKS[route.task] ?? route.task), signals }),
    );
  }
  if (route.inputTokensEstimated !== undefined) {
    words.push(
      t('It was estimated at {inputTokensEstimated} tokens.', {
        inputTokensEstimated: formatCount(route.inputTokensEstimated, t.locale),
      }),
    );
  }
  if (route.learnedTask !== undefined && route.confidence !== undefined) {
    const sure = Math.round(100 * route.confidence);
    words.push(
      t('The learned classifier took it for {learnedTask}, {sure} % sure.', {
        learnedTask: sayWord(t, route.learnedTask.replaceAll('_', ' ')),
        sure,
      }),
    );
  }
  if (route.context?.done === 'larger')
    words.push(t('It fitted none of the rule’s windows, so a larger one was taken.'));
  if (route.context?.droppedMessages !== undefined)
    words.push(
      t('To fit the window, its oldest {droppedMessages} messages were left out.', {
        droppedMessages: formatCount(route.context.droppedMessages, t.locale),
      }),
    );
  if (route.cascade !== undefined)
    words.push(
      t('The answer of {stopped} was not used: {reason}.', {
        stopped: route.cascade.stopped,
        reason: route.cascade.reason,
      }),
    );
  words.push(...hedgeWords(t, request));
  if (cache === 'miss') words.push(t('The gateway cache had no answer to it.'));
  if (cache.startsWith('hit')) words.push(hitWords(t, cache, `${provider}/${model}`, savedUsd));
  else if (model === '')
    words.push(attemptCount === 0 ? t('Nothing was dispatched.') : t('No target answered.'));
  else if (route.hedge !== undefined)
    words.push(t('{provider}/{model} gave the answer.', { provider, model }));
  else if (attemptCount > 1)
    words.push(
      t('{provider}/{model} answered at attempt {attemptCount}.', { provider, model, attemptCount }),
    );
  else words.push(t('{provider}/{model}, the first choice that was open, answered.', { provider, model }));
  return words;
}
