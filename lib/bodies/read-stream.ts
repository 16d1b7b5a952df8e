import type { StreamPart } from '@/lib/dialects/chat';
import { dialectFor } from '@/lib/dialects/registry';
import { SseParser } from '@/lib/dialects/sse-parser';
import type { DialectName } from '@/lib/dialects/types';

/** A streamed answer put together again. */
export interface ReadAnswer {
  text: string;
  reasoning?: string;
  toolCalls?: { name: string; arguments: string }[];
}

/**
 * The texts of a stream as the client got it. Whole texts, because an address that comes in two events is found in neither.
 * What can't be read ends it: what came before is given. Pure.
 */
export function readStreamedAnswer(dialect: DialectName, stream: string): ReadAnswer {
  const reader = dialectFor(dialect).readStream();
  const parser = new SseParser();
  const answer: ReadAnswer = { text: '' };
  try {
    for (const event of [...parser.push(Buffer.from(stream)), ...parser.flush()])
      for (const part of reader.read(event)) add(answer, part);
  } catch {
    // Cut off in the middle, or an error frame of ours.
  }
  return answer;
}

function add(answer: ReadAnswer, part: StreamPart): void {
  switch (part.type) {
    case 'text':
    case 'refusal':
      answer.text += part.text;
      break;
    case 'reasoning':
      answer.reasoning = (answer.reasoning ?? '') + (part.text ?? '');
      break;
    case 'tool_call_start':
      (answer.toolCalls ??= []).push({ name: part.name, arguments: '' });
      break;
    case 'tool_call_delta': {
      const call = answer.toolCalls?.at(-1);
      if (call !== undefined) call.arguments += part.arguments;
      break;
    }
    default:
  }
}
