import { isUtf8 } from 'node:buffer';
import type { ChatResponse, StreamPart } from '@/lib/dialects/chat';
import { isAnswer } from '@/lib/dialects/is-answer';
import { tryParseJson } from '@/lib/dialects/json-value';
import { SseParser } from '@/lib/dialects/sse-parser';
import type { Dialect } from '@/lib/dialects/types';

interface Given {
  dialect: Dialect;
  operation: 'chat' | 'embeddings';
  stream: boolean;
  /** As the client got them. */
  bytes: Buffer;
}

/**
 * The bytes of an answer that are worth keeping, or undefined: only one that came whole and of itself to its end. One
 * that calls tools is not kept, since giving it again would have the client run them again; nor is a refusal, one cut
 * by a limit or a filter, or one that can't be understood.
 */
export function keptBytes(given: Given): Buffer | undefined {
  try {
    // Kept as text: bytes that are none would not come back the same.
    if (!isUtf8(given.bytes)) return undefined;
    if (given.stream) return keptEvents(given);
    const answer = tryParseJson(given.bytes.toString('utf8'));
    if (given.operation === 'embeddings') return isAnswer(answer, 'embeddings') ? given.bytes : undefined;
    return isWhole(given.dialect.decodeResponse(answer)) ? given.bytes : undefined;
  } catch {
    return undefined;
  }
}

function isWhole({ choices }: ChatResponse): boolean {
  const [choice] = choices;
  if (choice === undefined || choices.length > 1) return false;
  return choice.finishReason === 'stop' && choice.toolCalls.length === 0 && choice.refusal === undefined;
}

/** The events without what the gateway itself has put between them: comments on cost, and keep-alives. */
function keptEvents({ dialect, bytes }: Given): Buffer | undefined {
  const parser = new SseParser();
  const reader = dialect.readStream();
  const events: Buffer[] = [];
  const seen: StreamPart[] = [];
  for (const event of [...parser.push(bytes), ...parser.flush()]) {
    if (event.data === undefined && event.event === undefined) continue;
    events.push(event.raw);
    seen.push(...reader.read(event));
  }
  return isWholeStream(seen) ? Buffer.concat(events) : undefined;
}

const UNWANTED: ReadonlySet<StreamPart['type']> = new Set([
  'tool_call_start',
  'tool_call_delta',
  'refusal',
  'error',
]);

function isWholeStream(parts: readonly StreamPart[]): boolean {
  if (parts.some(({ type }) => UNWANTED.has(type))) return false;
  const ends = parts.filter((part) => part.type === 'finish');
  const isDone = parts.some(({ type }) => type === 'done');
  return isDone && ends.length === 1 && ends[0]?.reason === 'stop';
}
