import type { UpstreamError } from './chat';
import { classifyError, type ErrorKind, type ErrorNames } from './classify-error';
import { type ErrorBody, findErrorBody, readErrorBody } from './error-body';
import { tryParseJson } from './json-value';
import { redactMessage } from './redact-message';

/** What a vendor knows better than the general reading: another kind, a time to wait. */
export type ErrorRefinement = (body: ErrorBody, status: number) => { kind?: ErrorKind; retryAfterS?: number };

export interface ErrorReading {
  names: ErrorNames;
  refine?: ErrorRefinement;
}

/** Only the start of an error answer is ever looked at. */
const MAX_BODY_CHARS = 65_536;

function interpret(status: number, body: ErrorBody, reading: ErrorReading): UpstreamError {
  const refined = reading.refine?.(body, status) ?? {};
  const meaning = { ...classifyError(status, body, reading.names) };
  if (refined.kind !== undefined) meaning.kind = refined.kind;
  const error: UpstreamError = {
    ...meaning,
    message: redactMessage(body.message ?? '') || `The provider answered with status ${meaning.status}.`,
  };
  if (body.code !== undefined) error.code = redactMessage(body.code).slice(0, 100);
  if (body.param !== undefined) error.param = redactMessage(body.param).slice(0, 200);
  if (refined.retryAfterS !== undefined) error.retryAfterS = refined.retryAfterS;
  return error;
}

/** An error object inside parsed JSON that came with a status of success (a body, or an event of a stream). */
export function readErrorObject(parsed: unknown, reading: ErrorReading): UpstreamError | undefined {
  const body = findErrorBody(parsed);
  return body === undefined ? undefined : interpret(200, body, reading);
}

/** An answer with any status and any body: JSON, plain text, a web page, nothing. Undefined when it is no error. */
export function readErrorAnswer(
  status: number,
  text: string,
  reading: ErrorReading,
): UpstreamError | undefined {
  if (status >= 300) return interpret(status, readErrorBody(text.slice(0, MAX_BODY_CHARS)), reading);
  if (!text.includes('"error"')) return undefined;
  return readErrorObject(tryParseJson(text), reading);
}
