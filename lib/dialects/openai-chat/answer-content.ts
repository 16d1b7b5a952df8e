import { arrayOf, recordOf, textOf } from '../json-value';

export interface AnswerContent {
  text?: string;
  thinking?: string;
}

/** The `content` of an answer or a delta: a string, or with Mistral and others a list of parts, some of which are thoughts. */
export function readAnswerContent(content: unknown): AnswerContent {
  const parts = arrayOf(content).map(recordOf);
  const text = textOf(content) ?? joined(parts);
  const thinking = joined(parts.flatMap((part) => arrayOf(part['thinking']).map(recordOf)));
  return { ...(text !== undefined && { text }), ...(thinking !== undefined && { thinking }) };
}

const joined = (parts: readonly Record<string, unknown>[]) =>
  textOf(parts.map((part) => textOf(part['text']) ?? '').join(''));
