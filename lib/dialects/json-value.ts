import { GatewayError } from '@/lib/errors/gateway-error';
import { parseExact, stringifyExact } from './exact-json';

export type JsonRecord = Record<string, unknown>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value when it is an object, else an empty one: for reading vendors' bodies, where anything may be missing. */
export function recordOf(value: unknown): JsonRecord {
  return isRecord(value) ? value : {};
}

export function arrayOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A non-empty string, else undefined. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A count as vendors report them: a non-negative safe integer, else undefined. */
export function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** The parsed text, or undefined when it is no JSON. */
export function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same with all digits of its integers, to be written by `stringifyExact`. */
export function tryParseExact(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return undefined;
  }
}

/** JSON text of something a client sent. Throws GatewayError 400 when it is nested too deeply to be written. */
export function writeJson(value: unknown, path: string): string {
  try {
    return stringifyExact(value);
  } catch (cause) {
    throw new GatewayError('invalid_request', `Invalid '${path}': it is nested too deeply.`, {
      param: path,
      cause,
    });
  }
}

/** A tool call's arguments as the object that some vendors demand; text that is no JSON object is kept under `_raw`. */
export function argumentsObject(text: string): JsonRecord {
  if (text.trim() === '') return {};
  const parsed = tryParseExact(text);
  return isRecord(parsed) ? parsed : { _raw: text };
}
