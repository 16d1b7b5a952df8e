import type { FinishReason } from '../chat';

const READ: ReadonlyMap<string, FinishReason> = new Map(
  Object.entries<FinishReason>({
    end_turn: 'stop',
    stop_sequence: 'stop',
    max_tokens: 'length',
    model_context_window_exceeded: 'length',
    tool_use: 'tool_calls',
    refusal: 'content_filter',
    pause_turn: 'other',
  }),
);

const WRITTEN: Readonly<Record<FinishReason, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  tool_calls: 'tool_use',
  content_filter: 'refusal',
  error: 'end_turn',
  other: 'end_turn',
};

export function readFinishReason(value: unknown): FinishReason {
  return (typeof value === 'string' ? READ.get(value) : undefined) ?? 'other';
}

export function writeFinishReason(reason: FinishReason): string {
  return WRITTEN[reason];
}
