import type { FinishReason } from '../chat';

const READ: ReadonlyMap<string, FinishReason> = new Map(
  Object.entries<FinishReason>({
    STOP: 'stop',
    MAX_TOKENS: 'length',
    SAFETY: 'content_filter',
    RECITATION: 'content_filter',
    LANGUAGE: 'content_filter',
    BLOCKLIST: 'content_filter',
    PROHIBITED_CONTENT: 'content_filter',
    SPII: 'content_filter',
    IMAGE_SAFETY: 'content_filter',
    IMAGE_PROHIBITED_CONTENT: 'content_filter',
    MALFORMED_FUNCTION_CALL: 'error',
    UNEXPECTED_TOOL_CALL: 'error',
    TOO_MANY_TOOL_CALLS: 'error',
    MISSING_THOUGHT_SIGNATURE: 'error',
  }),
);

/** Calls end with `STOP` here, so that has to be told. */
export function readFinishReason(value: unknown, called: boolean): FinishReason {
  const reason = (typeof value === 'string' ? READ.get(value) : undefined) ?? 'other';
  return called && reason === 'stop' ? 'tool_calls' : reason;
}

const WRITTEN: Readonly<Record<FinishReason, string>> = {
  stop: 'STOP',
  tool_calls: 'STOP',
  length: 'MAX_TOKENS',
  content_filter: 'SAFETY',
  error: 'OTHER',
  other: 'OTHER',
};

export function writeFinishReason(reason: FinishReason): string {
  return WRITTEN[reason];
}
