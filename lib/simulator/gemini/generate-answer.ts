import { countOutput, type Answer, type Choice, type SimulatedCall } from '../answer';
import type { Ask } from '../ask';
import { asRecord, type Json } from '../json';
import type { Quirks } from '../wire';
import { geminiUsage } from './usage';

export function geminiId(answer: Answer): string {
  return answer.id;
}

export function finishReason(choice: Choice): string {
  return choice.finish === 'length' ? 'MAX_TOKENS' : 'STOP';
}

function argumentsOf(text: string): Json {
  try {
    return asRecord(JSON.parse(text)) ?? {};
  } catch {
    return {};
  }
}

/** A call as Gemini sends it: whole, with its arguments as an object; what was cut short has none. */
export function callPart(call: SimulatedCall): Json {
  return { functionCall: { name: call.name, args: argumentsOf(call.pieces.join('')) } };
}

function candidate(ask: Ask, choice: Choice, index: number): Json {
  const parts: Json[] = [];
  if (ask.showReasoning && choice.reasoning.length > 0) {
    parts.push({ text: choice.reasoning.join(''), thought: true });
  }
  if (choice.text.length > 0) parts.push({ text: choice.text.join('') });
  parts.push(...choice.calls.map(callPart));
  return { content: { parts, role: 'model' }, finishReason: finishReason(choice), index };
}

/** An answer that was not streamed. */
export function generateAnswer(ask: Ask, answer: Answer, quirks: Quirks): Json {
  const body: Json = {
    candidates: answer.choices.map((choice, index) => candidate(ask, choice, index)),
    usageMetadata: geminiUsage(answer.prompt, countOutput(answer.choices)),
    modelVersion: answer.model,
    responseId: geminiId(answer),
  };
  if (quirks.usage === 'missing') delete body['usageMetadata'];
  return body;
}
