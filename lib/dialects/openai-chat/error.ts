import { ERROR_CODES } from '@/lib/errors/codes';
import type { GatewayError } from '@/lib/errors/gateway-error';
import type { UpstreamError } from '../chat';
import type { ErrorNames } from '../classify-error';
import type { JsonRecord } from '../json-value';
import { type ErrorReading, readErrorAnswer } from '../read-error-answer';
import { writeDataFrame } from '../sse-frame';

/** `type` and `code` as OpenAI and compatible vendors use them. */
const NAMES: ErrorNames = {
  context_length_exceeded: { status: 400, kind: 'context_length' },
  string_above_max_length: { status: 400, kind: 'too_large' },
  insufficient_quota: { status: 429, kind: 'quota' },
  billing_hard_limit_reached: { status: 429, kind: 'quota' },
  billing_not_active: { status: 429, kind: 'quota' },
  invalid_api_key: { status: 401, kind: 'authentication' },
  authentication_error: { status: 401, kind: 'authentication' },
  permission_error: { status: 403 },
  model_not_found: { status: 404, kind: 'not_found' },
  not_found_error: { status: 404 },
  rate_limit_exceeded: { status: 429, kind: 'rate_limit' },
  rate_limit_error: { status: 429 },
  tokens: { status: 429 },
  requests: { status: 429 },
  too_many_requests: { status: 429 },
  overloaded_error: { status: 529, kind: 'overloaded' },
  engine_overloaded: { status: 503, kind: 'overloaded' },
  service_unavailable: { status: 503 },
  server_error: { status: 500 },
  internal_server_error: { status: 500 },
  api_error: { status: 500 },
  timeout: { status: 504 },
  invalid_request_error: { status: 400 },
  badrequesterror: { status: 400 },
  content_filter: { status: 400 },
};

export const ERROR_READING: ErrorReading = { names: NAMES };

export function readError(status: number, body: string): UpstreamError | undefined {
  return readErrorAnswer(status, body, ERROR_READING);
}

/** `{error: {message, type, code, param}}` */
export function writeError(error: GatewayError): JsonRecord {
  const { type } = ERROR_CODES[error.code];
  return { error: { message: error.message, type, param: error.param ?? null, code: error.code } };
}

export function writeStreamError(error: GatewayError): string {
  return writeDataFrame(writeError(error));
}

/** A provider's error in the middle of a stream, as a client sees it. */
export function writeUpstreamError(error: UpstreamError): string {
  const { message, param, code, kind } = error;
  return writeDataFrame({
    error: { message, type: 'upstream_error', param: param ?? null, code: code ?? kind },
  });
}
