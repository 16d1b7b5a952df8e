import { isRecord, tryParseJson, type JsonRecord } from '@/lib/dialects/json-value';
import { NO_PART } from '../cache-key';
import { canonicalJson, type CanonicalPart } from '../canonical-json';
import { MAX_PROMPT_CHARS } from './meaning';

export interface SplitRequest {
  /** The last message, which is the user's and text alone. */
  prompt: string;
  /** All the rest as canonical JSON. */
  rest: readonly CanonicalPart[];
}

/** The one text of a message's content, or undefined where it has more parts or other ones. */
function textOf(content: unknown): string | undefined {
  if (typeof content === 'string') return content;
  const [only, second]: unknown[] = Array.isArray(content) ? content : [];
  if (second !== undefined || !isRecord(only)) return undefined;
  const { type, text } = only as { type?: unknown; text?: unknown };
  return (type === 'text' || type === 'input_text') && typeof text === 'string' ? text : undefined;
}

/** `rest`: the request without its prompt. Undefined where it is none that could be told from others. */
function splitAt(prompt: string, rest: JsonRecord): SplitRequest | undefined {
  const canonical = canonicalJson(Buffer.from(JSON.stringify(rest)), NO_PART);
  return canonical === undefined ? undefined : { prompt, rest: canonical };
}

function splitMessages(
  body: JsonRecord,
  member: string,
  messages: readonly unknown[],
): SplitRequest | undefined {
  const last = messages.at(-1);
  if (!isRecord(last) || last['role'] !== 'user') return undefined;
  const prompt = textOf(last['content']);
  if (prompt === undefined) return undefined;
  return splitAt(prompt, { ...body, [member]: [...messages.slice(0, -1), { ...last, content: '' }] });
}

/**
 * A request as a prompt and its surroundings, in any dialect; undefined for one whose prompt is none that can be compared:
 * not of text alone, empty, long, with tools at hand, or beside numbers that parsers may read in different ways. Pure.
 */
export function splitRequest(raw: Buffer): SplitRequest | undefined {
  const body = tryParseJson(raw.toString('utf8'));
  if (!isRecord(body) || body['tools'] !== undefined || body['functions'] !== undefined) return undefined;
  const { messages, input } = body as { messages?: unknown; input?: unknown };
  const split =
    typeof input === 'string'
      ? splitAt(input, { ...body, input: '' })
      : Array.isArray(messages)
        ? splitMessages(body, 'messages', messages)
        : Array.isArray(input)
          ? splitMessages(body, 'input', input)
          : undefined;
  const isComparable = split !== undefined && split.prompt !== '' && split.prompt.length <= MAX_PROMPT_CHARS;
  return isComparable ? split : undefined;
}
