import type { FinishReason } from '../chat';

const READ: ReadonlyMap<string, FinishReason> = new Map(
  Object.entries<FinishReason>({
    stop: 'stop',
    eos: 'stop',
    length: 'length',
    max_tokens: 'length',
    model_length: 'length',
    tool_calls: 'tool_calls',
    function_call: 'tool_calls',
    content_filter: 'content_filter',
    error: 'error',
  }),
);

/** A vendor's `finish_reason`; DeepSeek, Mistral, Together and OpenRouter have words of their own. */
export function readFinishReason(value: unknown): FinishReason {
  return (typeof value === 'string' ? READ.get(value) : undefined) ?? 'other';
}

export function writeFinishReason(reason: FinishReason): string {
  return reason === 'other' || reason === 'error' ? 'stop' : reason;
}
