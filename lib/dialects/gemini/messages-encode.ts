import type { ChatMessage, ContentPart, ToolCall } from '../chat';
import type { DroppedParameters } from '../dropped-parameters';
import { argumentsObject, isRecord, type JsonRecord, tryParseExact } from '../json-value';
import { encodeContent } from './content-encode';
import { orderAnswers } from './order-answers';

type Turn = { role: 'user' | 'model'; parts: JsonRecord[] };

/** From Gemini 3 on, a call without its proof of thought is refused unless this stands in its place (vendor's documentation). */
const NO_SIGNATURE = 'skip_thought_signature_validator';
const WANTS_SIGNATURES = /gemini-(?:[3-9]|\d\d)/;

/** System messages go to the top. Neighbours of one role become one turn. */
export function encodeMessages(
  messages: readonly ChatMessage[],
  model: string,
  dropped: DroppedParameters,
): { system: JsonRecord[]; contents: Turn[] } {
  const system: JsonRecord[] = [];
  const contents: Turn[] = [];
  const names = new Map<string, string>();
  for (const message of orderAnswers(messages)) {
    if (message.role === 'system') {
      system.push(...encodeContent(message.content, dropped));
      continue;
    }
    if (message.role === 'assistant')
      for (const call of message.toolCalls ?? []) names.set(call.id, call.name);
    const turn = encodeTurn(message, names, WANTS_SIGNATURES.test(model), dropped);
    if (turn.parts.length === 0) continue;
    const last = contents.at(-1);
    if (last?.role === turn.role) last.parts.push(...turn.parts);
    else contents.push(turn);
  }
  return { system, contents };
}

function encodeTurn(
  message: Exclude<ChatMessage, { role: 'system' }>,
  names: ReadonlyMap<string, string>,
  signed: boolean,
  dropped: DroppedParameters,
): Turn {
  switch (message.role) {
    case 'user':
      return { role: 'user', parts: encodeContent(message.content, dropped) };
    case 'assistant': {
      const parts = encodeContent(message.content, dropped);
      if (message.refusal !== undefined) parts.push({ text: message.refusal });
      return { role: 'model', parts: [...parts, ...encodeCalls(message.toolCalls ?? [], signed)] };
    }
    case 'tool': {
      const name = names.get(message.toolCallId) ?? message.toolCallId;
      const others = message.content.filter((part) => part.type !== 'text');
      const response = encodeResult(message.content, message.isError === true);
      return {
        role: 'user',
        parts: [{ functionResponse: { name, response } }, ...encodeContent(others, dropped)],
      };
    }
  }
}

/** Of parallel calls only the first carries a signature. */
function encodeCalls(calls: readonly ToolCall[], signed: boolean): JsonRecord[] {
  return calls.map((call, at) => ({
    functionCall: { name: call.name, args: argumentsObject(call.arguments) },
    thoughtSignature: call.signature ?? (signed && at === 0 ? NO_SIGNATURE : undefined),
  }));
}

/** The result must be an object. */
function encodeResult(content: readonly ContentPart[], isError: boolean): JsonRecord {
  const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('');
  if (isError) return { error: text };
  const parsed = text.startsWith('{') ? tryParseExact(text) : undefined;
  return isRecord(parsed) ? parsed : { result: text };
}
