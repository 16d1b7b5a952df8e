import type { Dialect } from '@/lib/dialects/types';

/** Characters of output in a whole answer, for an estimate when it reports no usage; 0 when it can't be read. */
export function answerChars(dialect: Dialect, answer: unknown): number {
  try {
    let chars = 0;
    for (const { content, reasoning, toolCalls, refusal } of dialect.decodeResponse(answer).choices) {
      for (const part of content) if (part.type === 'text') chars += part.text.length;
      for (const { text } of reasoning) chars += text?.length ?? 0;
      for (const call of toolCalls) chars += call.name.length + call.arguments.length;
      chars += refusal?.length ?? 0;
    }
    return chars;
  } catch {
    // It is the client's to read, and is passed on as it came.
    return 0;
  }
}
