import type { Choice, SimulatedCall } from './answer';
import type { Ask } from './ask';
import { valueForSchema } from './json-value';
import { drawLogNormal } from './log-normal';
import { NOMINAL_OUTPUT_TOKENS, type SimulatedModel } from './models';
import { planCalls } from './plan-calls';
import { prose } from './prose';
import { seededRandom, type Random } from './random';
import { splitJson } from './split-json';

const REASONING_MEDIAN = { none: 0, low: 64, medium: 160, high: 480 };

/** Makes one choice of an answer; depends on the request, the seed and the index only. */
export function generateChoice(
  ask: Ask,
  model: SimulatedModel,
  promptKey: string,
  seed: string,
  index: number,
): Choice {
  const random = seededRandom(seed, model.name, promptKey, ask.requestSeed ?? '', index);
  let budget = Math.min(ask.maxTokens ?? model.maxOutputTokens, model.maxOutputTokens);
  const thoughts = prose(Math.min(budget, reasoningTokens(ask, model, random)), random);
  budget -= thoughts.length;
  const calls = planCalls(ask, random);
  if (calls.length > 0) {
    const cut = cutCalls(calls, budget);
    return {
      reasoning: thoughts,
      text: [],
      calls: cut.calls,
      finish: cut.complete ? 'tool_calls' : 'length',
    };
  }
  const words = answerWords(ask, random, budget);
  const choice: Choice = {
    reasoning: thoughts,
    text: words.slice(0, budget),
    calls: [],
    finish: words.length > budget ? 'length' : 'stop',
  };
  return stopAt(choice, ask.stop);
}

function reasoningTokens(ask: Ask, model: SimulatedModel, random: Random): number {
  const effort = ask.reasoning?.effort ?? (model.reasoning === 'always' ? 'medium' : 'none');
  if (model.reasoning === 'never' || effort === 'none') return 0;
  const median = REASONING_MEDIAN[effort];
  const drawn = Math.max(1, Math.round(drawLogNormal(median, median * 3, random)));
  return Math.min(drawn, ask.reasoning?.budgetTokens ?? drawn);
}

/** The answer's words, up to one more than the budget, so that a cut can be told from an end. */
function answerWords(ask: Ask, random: Random, budget: number): string[] {
  if (ask.format.kind === 'json_schema')
    return splitJson(JSON.stringify(valueForSchema(ask.format.schema, random)));
  const drawn = Math.max(
    1,
    Math.round(drawLogNormal(NOMINAL_OUTPUT_TOKENS, NOMINAL_OUTPUT_TOKENS * 3, random)),
  );
  if (ask.format.kind === 'json_object') {
    const answer = prose(Math.min(drawn, 40), random).join('');
    return splitJson(JSON.stringify({ answer, confidence: Math.round(random() * 100) / 100 }));
  }
  const words = prose(Math.min(drawn, budget + 1), random);
  const last = words.length - 1;
  if (words.length === drawn && !words[last]?.endsWith('.')) words[last] = `${words[last] ?? ''}.`;
  return words;
}

function cutCalls(calls: SimulatedCall[], budget: number): { calls: SimulatedCall[]; complete: boolean } {
  const kept: SimulatedCall[] = [];
  let left = budget;
  for (const call of calls) {
    if (left < 1 + call.pieces.length) {
      if (left > 0) kept.push({ ...call, pieces: call.pieces.slice(0, left - 1) });
      return { calls: kept, complete: false };
    }
    kept.push(call);
    left -= 1 + call.pieces.length;
  }
  return { calls: kept, complete: true };
}

/** Ends the text before the first stop sequence in it; the tokens up to there stay. */
function stopAt(choice: Choice, stop: readonly string[]): Choice {
  const text = choice.text.join('');
  let cut = text.length;
  let stopSequence: string | undefined;
  for (const sequence of stop) {
    const at = sequence === '' ? -1 : text.indexOf(sequence);
    if (at < 0 || at >= cut) continue;
    cut = at;
    stopSequence = sequence;
  }
  if (stopSequence === undefined) return choice;
  const words: string[] = [];
  let length = 0;
  for (const word of choice.text) {
    if (length >= cut) break;
    words.push(word.slice(0, cut - length));
    length += word.length;
  }
  return { ...choice, text: words, finish: 'stop', stopSequence };
}
