import { isRecord, type JsonRecord } from '@/lib/dialects/json-value';
import { estimateTokens } from '@/lib/pricing/estimate-tokens';

/** Output that is left room for when the request does not limit it. */
const OUTPUT_TOKENS = 1_000;
/** The estimate of a prompt is within about a fifth; a tenth of the window stays free. */
const USABLE = 0.9;

export interface Trimmed {
  messages: unknown[];
  /** Messages that were left out, all older than those that stayed. */
  dropped: number;
}

const tokensOf = (value: unknown) => (value === undefined ? 0 : estimateTokens(JSON.stringify(value)));

const isInstruction = (message: unknown) =>
  isRecord(message) && (message['role'] === 'system' || message['role'] === 'developer');

/** An answer to a tool call makes no sense without the call before it. */
function isToolAnswer(message: unknown): boolean {
  if (!isRecord(message)) return false;
  const { role, type, content } = message as { role?: unknown; type?: unknown; content?: unknown };
  if (role === 'tool' || type === 'function_call_output') return true;
  return Array.isArray(content) && content.some((part) => isRecord(part) && part['type'] === 'tool_result');
}

const opensTurn = (message: unknown) =>
  isRecord(message) && message['role'] === 'user' && !isToolAnswer(message);

/**
 * A conversation that fits a window: instructions and the newest messages stay, from a user's turn on; at least the last
 * one does. `messages` are those of the client's body, in any dialect. Undefined where nothing can be left out. Pure.
 */
export function trimMessages(
  messages: readonly unknown[],
  rest: JsonRecord,
  { windowTokens, maxOutputTokens }: { windowTokens: number; maxOutputTokens?: number | undefined },
): Trimmed | undefined {
  const fixed = messages
    .filter(isInstruction)
    .reduce<number>((sum, one) => sum + tokensOf(one), tokensOf(rest));
  const output = Math.min(maxOutputTokens ?? OUTPUT_TOKENS, windowTokens / 2);
  let left = windowTokens * USABLE - output - fixed;
  const last = messages.findLastIndex(opensTurn);
  if (last <= 0) return undefined;
  for (let at = last; at < messages.length; at += 1)
    left -= isInstruction(messages[at]) ? 0 : tokensOf(messages[at]);
  let from = last;
  for (let at = last - 1; at >= 0; at -= 1) {
    const message = messages[at];
    if (isInstruction(message)) continue;
    left -= tokensOf(message);
    if (left < 0) break;
    if (opensTurn(message)) from = at;
  }
  const kept = messages.filter((message, at) => at >= from || isInstruction(message));
  const dropped = messages.length - kept.length;
  return dropped === 0 ? undefined : { messages: kept, dropped };
}
