import type { BodyPath } from '../body-path';
import type { ReasoningPart } from '../chat';
import { isFrom } from '../foreign-signature';
import { arrayOf, type JsonRecord, recordOf, textOf } from '../json-value';
import { validateBody } from '../validate-body';
import { type ItemBody, itemSchemas } from './schemas';

/** The API wants an item's id back with its encrypted content, so the two travel as one. */
const SEPARATOR = '|';

export function decodeReasoning(item: ItemBody, path: BodyPath): ReasoningPart {
  return readReasoningItem(validateBody(itemSchemas.reasoning, item, path));
}

/** A reasoning item of an answer, or of a client's history. */
export function readReasoningItem(item: JsonRecord): ReasoningPart {
  const texts = [...arrayOf(item['summary']), ...arrayOf(item['content'])].map((part) =>
    textOf(recordOf(part)['text']),
  );
  const text = texts.filter((one) => one !== undefined).join('\n');
  const part: ReasoningPart = { origin: 'openai-responses' };
  if (text !== '') part.text = text;
  const encrypted = readEncrypted(item);
  if (encrypted !== undefined) part.encrypted = encrypted;
  return part;
}

export function readEncrypted(item: JsonRecord): string | undefined {
  const encrypted = textOf(item['encrypted_content']);
  return encrypted === undefined ? undefined : `${textOf(item['id']) ?? ''}${SEPARATOR}${encrypted}`;
}

function splitEncrypted(packed: string): { id?: string; encrypted_content: string } {
  const at = packed.indexOf(SEPARATOR);
  if (at <= 0) return { encrypted_content: packed.slice(at + 1) };
  return { id: packed.slice(0, at), encrypted_content: packed.slice(at + 1) };
}

/** As an input item: only what OpenAI itself encrypted is taken back. */
export function encodeReasoningInput(reasoning: readonly ReasoningPart[]): JsonRecord[] {
  return reasoning.flatMap((part) =>
    part.encrypted === undefined || !isFrom(part, 'openai-responses')
      ? []
      : [{ type: 'reasoning', ...splitEncrypted(part.encrypted), summary: writeSummary(part.text) }],
  );
}

export function writeSummary(text: string | undefined): JsonRecord[] {
  return text === undefined || text === '' ? [] : [{ type: 'summary_text', text }];
}

/** As an item of an answer to a client. */
export function encodeReasoningOutput(part: ReasoningPart, id: string): JsonRecord {
  const own =
    part.encrypted !== undefined && isFrom(part, 'openai-responses') ? splitEncrypted(part.encrypted) : {};
  return { id, type: 'reasoning', summary: writeSummary(part.text), ...own };
}
