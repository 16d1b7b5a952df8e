import type { Dialect } from '@/lib/dialects/types';

/** UTF-8 bytes of output in a whole answer, for an estimate when it reports no usage; 0 when it can't be read. */
export function answerBytes(dialect: Dialect, answer: unknown): number {
  try {
    let bytes = 0;
    for (const { content, reasoning, toolCalls, refusal } of dialect.decodeResponse(answer).choices) {
      for (const part of content) if (part.type === 'text') bytes += Buffer.byteLength(part.text);
      for (const { text } of reasoning) bytes += Buffer.byteLength(text ?? '');
      for (const call of toolCalls) bytes += Buffer.byteLength(call.name) + Buffer.byteLength(call.arguments);
      bytes += Buffer.byteLength(refusal ?? '');
    }
    return bytes;
  } catch {
    // It is the client's to read, and is passed on as it came.
    return 0;
  }
}
