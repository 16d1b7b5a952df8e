import type { ChatRequest } from '../chat';
import { DroppedParameters } from '../dropped-parameters';
import { arrayOf, type JsonRecord } from '../json-value';
import { asksToThink, budgetOf, effortOf } from '../reasoning-effort';
import type { EncodedRequest, EncodeTarget } from '../types';
import { encodeMessages } from './messages-encode';
import { encodeTool, encodeToolConfig } from './tools';

const MAX_STOPS = 5;
/** From Gemini 3 on thinking has levels; before, a number of tokens. */
const HAS_LEVELS = /gemini-(?:[3-9]|\d\d)/;
/** Flash before 3.7 has a level below `low`. */
const HAS_MINIMAL = /gemini-3(?:\.[0-6])?-flash/;
/** Knows low and high only. */
const HAS_NO_MEDIUM = /gemini-3-pro/;
/** Refuses any word about thinking. */
const THINKS_NOT = /gemini-(?:1|2\.0)/;
/** Thinking tokens of Gemini 2.5 Pro, which cannot do without. */
const LEAST_BUDGET_OF_PRO = 128;

/** `/models/NAME:generateContent`; a name with a slash is a full path (tuned models, Vertex endpoints). */
export function pathFor(model: string, stream: boolean): string {
  const name = model.includes('/') ? model : `models/${encodeURIComponent(model)}`;
  return `/${name}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`;
}

/** Writes a request for `generateContent`; the model and streaming are of the path. */
export function encodeRequest(request: ChatRequest, target: EncodeTarget): EncodedRequest {
  const dropped = new DroppedParameters(request);
  dropped.addPresent(['logitBias', 'logprobs', 'metadata', 'user', 'serviceTier', 'verbosity']);
  if (request.parallelToolCalls === false) dropped.add('parallelToolCalls');
  const { system, contents } = encodeMessages(request.messages, target.upstreamModel, dropped);
  const body: Record<string, unknown> = {
    contents,
    systemInstruction: system.length === 0 ? undefined : { parts: system },
    generationConfig: encodeConfig(request, target.upstreamModel, dropped),
  };
  if (request.tools !== undefined) {
    body['tools'] = [{ functionDeclarations: request.tools.map(encodeTool) }];
    body['toolConfig'] = encodeToolConfig(request);
    if (request.tools.some((tool) => tool.strict === true)) dropped.add('strict');
    if (request.tools.some((tool) => tool.cacheMarker !== undefined)) dropped.add('cacheMarkers');
  }
  dropped.placeExtra(body, 'gemini');
  if (request.door === 'gemini' && request.nativeTools !== undefined)
    body['tools'] = [...arrayOf(body['tools']), ...request.nativeTools.map((tool) => tool.value)];
  return { path: pathFor(target.upstreamModel, request.stream), body, dropped: dropped.list() };
}

function encodeConfig(request: ChatRequest, model: string, dropped: DroppedParameters): JsonRecord {
  const { stop } = request;
  if (stop !== undefined && stop.length > MAX_STOPS) dropped.add('stop');
  return {
    temperature: request.temperature,
    topP: request.topP,
    topK: request.topK,
    candidateCount: request.n,
    maxOutputTokens: request.maxOutputTokens,
    stopSequences: stop?.slice(0, MAX_STOPS),
    seed: request.seed,
    presencePenalty: request.presencePenalty,
    frequencyPenalty: request.frequencyPenalty,
    thinkingConfig: encodeThinking(request.reasoning, model, dropped),
    ...encodeFormat(request.responseFormat),
  };
}

function encodeFormat(format: ChatRequest['responseFormat']): JsonRecord {
  if (format === undefined || format.kind === 'text') return {};
  const responseMimeType = 'application/json';
  return format.kind === 'json_object'
    ? { responseMimeType }
    : { responseMimeType, responseJsonSchema: format.schema };
}

/** Some models cannot think less than so much; what was asked for below it is named. */
function encodeThinking(
  reasoning: ChatRequest['reasoning'],
  model: string,
  dropped: DroppedParameters,
): JsonRecord | undefined {
  if (reasoning === undefined) return undefined;
  if (THINKS_NOT.test(model)) {
    if (asksToThink(reasoning)) dropped.add('reasoning');
    return undefined;
  }
  if (HAS_LEVELS.test(model)) {
    const effort = effortOf(reasoning, 'high');
    const isLeast = effort === 'none' || effort === 'minimal';
    const least = HAS_MINIMAL.test(model) ? 'minimal' : 'low';
    if (isLeast && least === 'low') dropped.add('reasoning');
    const level = effort === 'medium' && HAS_NO_MEDIUM.test(model) ? 'high' : effort;
    return { thinkingLevel: isLeast ? least : level, includeThoughts: effort !== 'none' };
  }
  const budget = budgetOf(reasoning);
  const least = model.includes('2.5-pro') ? LEAST_BUDGET_OF_PRO : 0;
  if (budget !== undefined && budget < least) dropped.add('reasoning');
  // The largest budget of the 2.5 models; more is refused.
  const thinkingBudget = budget === undefined ? -1 : Math.max(least, Math.min(budget, 24_576));
  return { thinkingBudget, includeThoughts: budget !== 0 };
}
