import type { WaitingBody } from './body';
import { readStreamedAnswer } from './read-stream';
import { redactJson } from './redact-json';

/** Both sides as JSON values; undefined: nothing is kept of it. */
export interface StorableBody {
  prompt: unknown;
  answer: unknown;
}

/** What of a request's bodies is stored under its policy. What is no JSON is kept only where nothing is taken out. Pure. */
export function storableBody(body: WaitingBody): StorableBody {
  const { dialect, stream, prompt, answer } = body;
  const answered =
    answer === undefined || !stream ? answer : JSON.stringify(readStreamedAnswer(dialect, answer));
  return { prompt: storable(prompt, body), answer: storable(answered, body) };
}

function storable(text: string | undefined, { policy, patterns }: WaitingBody): unknown {
  if (text === undefined || text === '') return undefined;
  const parsed = parse(text);
  if (policy === 'on') return storableJson(parsed ?? { text });
  return parsed === undefined ? undefined : storableJson(redactJson(decodeNested(parsed), patterns));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Arguments and results of tools are JSON in a text, where escapes would hide what is looked for. Unescaped they are plain. */
function decodeNested(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decodeNested);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, of]) => [
      name,
      typeof of === 'string' && /^\s*[[{]/.test(of) ? (parse(of) ?? of) : decodeNested(of),
    ]),
  );
}

/** PostgreSQL stores neither NUL nor half of a surrogate pair in JSON. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

function storableJson(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(UNSTORABLE, '\uFFFD');
  if (Array.isArray(value)) return value.map(storableJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, of]) => [name.replace(UNSTORABLE, '\uFFFD'), storableJson(of)]),
  );
}
