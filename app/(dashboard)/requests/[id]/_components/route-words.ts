import { formatCount } from '@/components/format/count';
import { formatExactUsd } from '@/lib/pricing/format-usd';
import type { RequestDetail } from '@/lib/analytics/request-detail';
import { hedgeWords } from './hedge-words';

const TASKS: Record<string, string> = {
  code: 'code',
  complex_reasoning: 'complex reasoning',
  simple_faq: 'a simple question',
  fast: 'a quick job',
  balanced: 'a balanced job',
  shadow: 'a question to a shadow',
  shadow_judge: 'a question to a judge',
};

function hitWords(cache: string, target: string, savedUsd: string | null): string {
  const how = cache === 'hit_semantic' ? ', once given to a prompt that means the same,' : '';
  const saving = savedUsd === null ? '' : `, which saved ${formatExactUsd(savedUsd)}`;
  return `The gateway cache gave an answer of ${target}${how} again${saving}.`;
}

/** Why a request went where it went, as sentences. */
export function routeWords(request: RequestDetail): string[] {
  const { route, requestedModel, model, provider, attemptCount, cache, savedUsd } = request;
  const words: string[] = [];
  words.push(
    route.ruleId === undefined
      ? `No rule fired, so the requested model “${requestedModel}” was taken as it is.`
      : `Rule “${route.ruleId}” fired for a request for “${requestedModel}”.`,
  );
  if (route.shadowOf !== undefined)
    words.push(`It was asked to compare answers to request ${route.shadowOf}; nobody waited for it.`);
  if (route.arm !== undefined)
    words.push(`It was drawn to the arm “${route.arm.arm}” of ${route.arm.experiment.replace(':', ' ')}.`);
  if (route.task !== '') {
    const signals = route.signals.length === 0 ? '' : ` (${route.signals.join(', ')})`;
    words.push(`The prompt looked like ${TASKS[route.task] ?? route.task}${signals}.`);
  }
  if (route.inputTokensEstimated !== undefined) {
    words.push(`It was estimated at ${formatCount(route.inputTokensEstimated)} tokens.`);
  }
  if (route.learnedTask !== undefined && route.confidence !== undefined) {
    const sure = Math.round(100 * route.confidence);
    words.push(
      `The learned classifier took it for ${route.learnedTask.replaceAll('_', ' ')}, ${sure} % sure.`,
    );
  }
  if (route.context?.done === 'larger')
    words.push('It fitted none of the rule’s windows, so a larger one was taken.');
  if (route.context?.droppedMessages !== undefined)
    words.push(
      `To fit the window, its oldest ${formatCount(route.context.droppedMessages)} messages were left out.`,
    );
  if (route.cascade !== undefined)
    words.push(`The answer of ${route.cascade.stopped} was not used: ${route.cascade.reason}.`);
  words.push(...hedgeWords(request));
  if (cache === 'miss') words.push('The gateway cache had no answer to it.');
  if (cache.startsWith('hit')) words.push(hitWords(cache, `${provider}/${model}`, savedUsd));
  else if (model === '') words.push(attemptCount === 0 ? 'Nothing was dispatched.' : 'No target answered.');
  else if (route.hedge !== undefined) words.push(`${provider}/${model} gave the answer.`);
  else if (attemptCount > 1) words.push(`${provider}/${model} answered at attempt ${attemptCount}.`);
  else words.push(`${provider}/${model}, the first choice that was open, answered.`);
  return words;
}
