import { promptTotal, type Answer, type PromptCounts } from './answer';
import type { Ask } from './ask';
import type { Exchange } from './exchange';
import { generateChoice } from './generate';
import { measurePrompt, type PromptMeasure } from './measure-prompt';
import { findModel, type SimulatedModel } from './models';
import { drawPace, type Pace } from './pace';
import { ProblemError } from './problem';
import type { Wire } from './wire';

export interface PreparedAnswer {
  model: SimulatedModel;
  answer: Answer;
  pace: Pace;
}

/** Vendors whose models a door serves; the OpenAI door is a relay to all. */
const SERVED = { openai: undefined, anthropic: 'anthropic', gemini: 'google' } as const;

/** The model of that name at this door. Throws ProblemError 404. */
export function servedModel(wire: Wire, name: string, kind: SimulatedModel['kind']): SimulatedModel {
  const model = findModel(name);
  const only = SERVED[wire.vendor];
  if (model?.kind === kind && (only === undefined || model.vendor === only)) return model;
  throw new ProblemError({
    status: 404,
    kind: 'model',
    message: `The model '${name.slice(0, 100)}' does not exist or you do not have access to it.`,
  });
}

/** Generates the whole answer and its timing. Throws ProblemError for an unknown model or too long a prompt. */
export function prepareAnswer(exchange: Exchange, wire: Wire, ask: Ask): PreparedAnswer {
  const { state } = exchange;
  const model = servedModel(wire, ask.model, 'chat');
  const measure = measurePrompt(ask.segments);
  const prompt = countPrompt(exchange, wire, model, measure);
  checkContext(model, promptTotal(prompt));
  const answer: Answer = {
    id: state.newId(28),
    createdS: Math.floor(state.clock.now() / 1000),
    model: ask.model,
    prompt,
    choices: Array.from({ length: ask.choices }, (_, index) =>
      generateChoice(ask, model, measure.key, state.seed, index),
    ),
  };
  return { model, answer, pace: drawPace(model, measure.key, state.seed, state.latencyFactor) };
}

function countPrompt(
  exchange: Exchange,
  wire: Wire,
  model: SimulatedModel,
  measure: PromptMeasure,
): PromptCounts {
  const { cache, clock } = exchange.state;
  const counts: PromptCounts = {
    text: measure.textTokens,
    image: measure.imageTokens,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
  };
  if (model.prices.cachedInput === undefined) return counts;
  if (wire.vendor !== 'anthropic') {
    counts.cacheRead = cache.automatic(model.name, measure, clock.now());
    counts.text -= counts.cacheRead;
    return counts;
  }
  const marked = cache.marked(model.name, measure, clock.now());
  // Anthropic does not tell images from text: what is cached is taken from both.
  const rest = measure.textTokens + measure.imageTokens - marked.read - marked.write5m - marked.write1h;
  return {
    text: rest,
    image: 0,
    cacheRead: marked.read,
    cacheWrite5m: marked.write5m,
    cacheWrite1h: marked.write1h,
  };
}

function checkContext(model: SimulatedModel, promptTokens: number): void {
  if (promptTokens <= model.contextTokens) return;
  throw new ProblemError({
    status: 400,
    kind: 'context_length',
    param: 'messages',
    message:
      `prompt is too long: ${promptTokens} tokens > ${model.contextTokens} maximum. ` +
      `This model's maximum context length is ${model.contextTokens} tokens.`,
  });
}
