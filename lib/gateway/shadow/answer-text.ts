import type { ChatResponse } from '@/lib/dialects/chat';
import { SseParser } from '@/lib/dialects/sse-parser';
import type { Dialect } from '@/lib/dialects/types';

/** The text of an answer in neutral form. */
export const textOfResponse = ({ choices }: Pick<ChatResponse, 'choices'>) =>
  (choices[0]?.content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('');

/** The text of an answer as it went to its client, whole or as a stream; '' where there is none. Throws what a parser does. */
export function textOfAnswer(dialect: Dialect, answer: string, stream: boolean): string {
  if (!stream) return textOfResponse(dialect.decodeResponse(JSON.parse(answer)));
  const parser = new SseParser();
  const reader = dialect.readStream();
  const events = [...parser.push(Buffer.from(answer)), ...parser.flush()];
  return events
    .flatMap((event) => reader.read(event))
    .map((part) => (part.type === 'text' && part.index === 0 ? part.text : ''))
    .join('');
}
