import { z } from 'zod';
import { tryParseJson } from '@/lib/dialects/json-value';
import type { ChatChoice, ChatResponse, ResponseFormat } from '@/lib/dialects/chat';
import type { CascadeCheck } from './policy/schemas';
import { withinTime } from './within-time';

/** How models say no, at the beginning of what they say. English only. */
const REFUSAL =
  /^\W*(i['’]?m sorry|i am sorry|sorry, (but )?i|i (can ?not|can['’]t|am unable to|['’]m unable to|won['’]t) (help|assist|provide|do|comply|answer)|as an ai\b)/i;

const textIn = ({ content }: ChatChoice) =>
  content.map((part) => (part.type === 'text' ? part.text : '')).join('');

/** The client wrote the schema, and others wait meanwhile. */
const CHECK_MS = 50;

/** A schema that cannot be read here, or takes too long, stops no answer. */
function meetsSchema(value: unknown, schema: Record<string, unknown>): boolean {
  // The registry of the whole process would keep each schema that has an `id`.
  const registry = z.registry<z.core.GlobalMeta>();
  try {
    return (
      withinTime(() => z.fromJSONSchema(schema, { registry }).safeParse(value).success, CHECK_MS) ?? true
    );
  } catch {
    return true;
  }
}

function stopped(
  choice: ChatChoice,
  check: CascadeCheck,
  format: ResponseFormat | undefined,
): string | undefined {
  // A call to a tool is no text to be parsed.
  const wantsJson = format !== undefined && format.kind !== 'text' && choice.toolCalls.length === 0;
  switch (check) {
    case 'notCut':
      return choice.finishReason === 'length' ? 'the answer was cut' : undefined;
    case 'notRefusal': {
      const isRefusal =
        choice.refusal !== undefined ||
        choice.finishReason === 'content_filter' ||
        REFUSAL.test(textIn(choice));
      return isRefusal ? 'the model refused' : undefined;
    }
    case 'parses':
      return wantsJson && tryParseJson(textIn(choice)) === undefined ? 'the answer is not JSON' : undefined;
    case 'schema': {
      const isWrong =
        wantsJson &&
        format.kind === 'json_schema' &&
        !meetsSchema(tryParseJson(textIn(choice)), format.schema);
      return isWrong ? 'the answer does not meet its schema' : undefined;
    }
    default:
      return check satisfies never;
  }
}

/** Why an answer is not good enough by its form alone, or undefined. Pure. */
export function checkAnswer(
  { choices }: Pick<ChatResponse, 'choices'>,
  checks: readonly CascadeCheck[],
  format: ResponseFormat | undefined,
): string | undefined {
  for (const choice of choices)
    for (const check of checks) {
      const why = stopped(choice, check, format);
      if (why !== undefined) return why;
    }
  return undefined;
}
