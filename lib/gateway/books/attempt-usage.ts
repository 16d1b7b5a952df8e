import { sumMeters } from '@/lib/dialects/sum-meters';
import type { MeterQuantities, Usage } from '@/lib/pricing/usage';
import { promptMeters } from '@/lib/routing/prompt-meters';
import type { Target } from '@/lib/routing/select-targets';
import { typicalOutput } from './append-intent';
import { scriptOf } from '../targets/script-of';
import type { AdmittedExchange } from '../exchange';
import type { AttemptEnd } from './settle-attempt';

/**
 * Usage as far as it is known: reported in full, or what was reported filled up by what came after the report. What
 * nobody reports is counted, at the ratio that this target is known for.
 */
export function usageOfAttempt(exchange: AdmittedExchange, target: Target, end: AttemptEnd): Usage {
  const { reported } = end;
  if (end.failure?.kind === 'superseded' && end.dispatched && reported === undefined)
    return supersededUsage(exchange, target);
  if (isRefused(end)) return { meters: {}, provenance: 'none', raw: reported?.raw };
  if (reported !== undefined && end.complete && saysOutput(reported, end)) {
    learn(exchange, target, end, reported);
    return withPrompt(exchange, target, reported);
  }
  const sawOutput = end.outputWeight > 0 || end.complete;
  if (reported === undefined && !sawOutput) return { meters: {}, provenance: 'none' };
  const known = reported?.meters['out.text'];
  const uncounted = known === undefined ? end.outputWeight : end.outputWeight - (end.reportedWeight ?? 0);
  const { output } = exchange.deps.health.stateOf(target).tokens;
  const out = (known ?? 0) + output.tokensOf(scriptOf(exchange.features.promptText ?? ''), uncounted);
  return {
    ...reported,
    meters: {
      ...(reported === undefined
        ? promptOf(exchange, target)
        : withPrompt(exchange, target, reported).meters),
      ...(out > 0 ? { 'out.text': out } : {}),
    },
    provenance: reported === undefined ? 'estimated' : 'partial',
  };
}

/** A report of the output alone, with the prompt as it is estimated: what nobody counted is not free. */
function withPrompt(exchange: AdmittedExchange, target: Target, reported: Usage): Usage {
  const { provenance, meters } = reported;
  const isMissing = provenance === 'partial' && sumMeters(meters, 'in.') === undefined;
  if (!isMissing || exchange.operation !== 'chat') return reported;
  return { ...reported, meters: { ...promptOf(exchange, target), ...meters } };
}

/** False for half a report, which lacks output that was seen. */
function saysOutput(
  { provenance, meters }: Usage,
  { outputWeight, reportedWeight = 0 }: AttemptEnd,
): boolean {
  if (provenance !== 'partial') return true;
  return outputWeight <= (sumMeters(meters, 'out.') === undefined ? 0 : reportedWeight);
}

/** The provider said no before any content: nothing is billed for it, whatever a first event had said of the prompt. */
function isRefused({ failure, firstContentMono, outputWeight }: AttemptEnd): boolean {
  return failure?.kind === 'upstream' && firstContentMono === undefined && outputWeight === 0;
}

/** It was stopped before any content: a stream has cost its prompt, and a whole answer was under way for some time. */
function supersededUsage(exchange: AdmittedExchange, target: Target): Usage {
  const output = exchange.chat.stream ? {} : { 'out.text': typicalOutput(exchange.chat) };
  return { meters: { ...promptOf(exchange, target), ...output }, provenance: 'estimated' };
}

function promptOf({ deps, features }: AdmittedExchange, target: Target): MeterQuantities {
  return promptMeters(features, deps.health.stateOf(target).tokens.prompt.tokensOf(features.inputTokens));
}

function learn({ deps, features }: AdmittedExchange, target: Target, end: AttemptEnd, usage: Usage): void {
  const { meters } = usage;
  if (usage.provenance !== 'provider') return;
  const { tokens } = deps.health.stateOf(target);
  const { images, files, audio } = features.needs;
  if (images !== true && files !== true && audio !== true)
    tokens.prompt.learn(features.inputTokens, sumMeters(meters, 'in.') ?? 0);
  // Reasoning may be hidden: then these bytes are of another part of the output.
  if (end.outputWeight > 0 && meters['out.reasoning'] === undefined)
    tokens.output.learn(scriptOf(features.promptText ?? ''), end.outputWeight, meters['out.text'] ?? 0);
}
