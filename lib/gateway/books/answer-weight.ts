import { outputWeight } from '@/lib/dialects/output-weight';
import type { Dialect } from '@/lib/dialects/types';

/** Weight of the output in a whole answer, for an estimate when it reports no usage; 0 when it can't be read. */
export function answerWeight(dialect: Dialect, answer: unknown): number {
  try {
    let weight = 0;
    for (const { content, reasoning, toolCalls, refusal } of dialect.decodeResponse(answer).choices) {
      for (const part of content) if (part.type === 'text') weight += outputWeight(part.text);
      for (const { text } of reasoning) weight += outputWeight(text ?? '');
      for (const call of toolCalls) weight += outputWeight(call.name) + outputWeight(call.arguments);
      weight += outputWeight(refusal ?? '');
    }
    return weight;
  } catch {
    // It is the client's to read, and is passed on as it came.
    return 0;
  }
}
