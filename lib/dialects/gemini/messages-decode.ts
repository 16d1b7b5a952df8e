import { type BodyPath, writePath } from '../body-path';
import type { ChatMessage, ContentPart, ReasoningPart, ToolCall } from '../chat';
import { writeJson } from '../json-value';
import { decodePart } from './content-decode';
import type { ContentBody, PartBody } from './schemas';

type CallPart = NonNullable<PartBody['functionCall']>;

/** Calls and results may come without ids: then they belong together by name, in order. */
export function decodeMessages(contents: readonly ContentBody[]): ChatMessage[] {
  const waiting: ToolCall[] = [];
  return contents.flatMap((content, at) => {
    const path = ['contents', at, 'parts'];
    return content.role === 'model'
      ? [decodeModel(content, path, waiting)]
      : decodeUser(content, path, waiting);
  });
}

function decodeModel({ parts }: ContentBody, path: BodyPath, waiting: ToolCall[]): ChatMessage {
  const content: ContentPart[] = [];
  const toolCalls: ToolCall[] = [];
  const reasoning: ReasoningPart[] = [];
  parts.forEach((part, at) => {
    const here = [...path, at];
    if (part.functionCall !== undefined) toolCalls.push(decodeCall(part.functionCall, part, here));
    else if (part.thought === true) reasoning.push({ text: part.text ?? '', origin: 'gemini' });
    else content.push(...decodePart(part, here));
  });
  waiting.push(...toolCalls);
  return {
    role: 'assistant',
    content,
    ...(toolCalls.length > 0 ? { toolCalls } : {}),
    ...(reasoning.length > 0 ? { reasoning } : {}),
  };
}

function decodeCall({ id, name, args }: CallPart, { thoughtSignature }: PartBody, path: BodyPath): ToolCall {
  const text = writeJson(args ?? {}, writePath([...path, 'functionCall', 'args']));
  const call = {
    id:
      id ??
      `call_${path
        .slice(1)
        .filter((step) => typeof step === 'number')
        .join('_')}`,
    name,
  };
  return {
    ...call,
    arguments: text,
    ...(thoughtSignature === undefined ? {} : { signature: thoughtSignature }),
  };
}

function decodeUser({ parts }: ContentBody, path: BodyPath, waiting: ToolCall[]): ChatMessage[] {
  const results: ChatMessage[] = [];
  const content: ContentPart[] = [];
  parts.forEach((part, at) => {
    const { functionResponse: result } = part;
    if (result === undefined) {
      content.push(...decodePart(part, [...path, at]));
      return;
    }
    const found = waiting.findIndex((call) =>
      result.id === undefined ? call.name === result.name : call.id === result.id,
    );
    const [call] = found < 0 ? [] : waiting.splice(found, 1);
    const text = writeJson(result.response, writePath([...path, at, 'functionResponse', 'response']));
    const toolCallId = call?.id ?? result.id ?? result.name;
    results.push({ role: 'tool', toolCallId, content: [{ type: 'text', text }] });
  });
  return content.length === 0 ? results : [...results, { role: 'user', content }];
}
