import { ERROR_CODES } from '@/lib/errors/codes';
import type { GatewayError } from '@/lib/errors/gateway-error';
import type { UpstreamError } from '../chat';
import type { ErrorNames } from '../classify-error';
import type { JsonRecord } from '../json-value';
import { type ErrorReading, readErrorAnswer } from '../read-error-answer';
import { writeNamedFrame } from '../sse-frame';

const NAMES: ErrorNames = {
  invalid_request_error: { status: 400 },
  authentication_error: { status: 401, kind: 'authentication' },
  billing_error: { status: 402, kind: 'payment' },
  permission_error: { status: 403, kind: 'permission' },
  not_found_error: { status: 404, kind: 'not_found' },
  conflict_error: { status: 409 },
  request_too_large: { status: 413, kind: 'too_large' },
  rate_limit_error: { status: 429, kind: 'rate_limit' },
  timeout_error: { status: 504 },
  api_error: { status: 500 },
  overloaded_error: { status: 529, kind: 'overloaded' },
};

export const ERROR_READING: ErrorReading = {
  names: NAMES,
  /** An account out of money is told by `invalid_request_error` and its message; spend limits have codes of their own. */
  refine: (body) => {
    const detail = JSON.stringify(body.raw['details'] ?? '');
    return detail.includes('spend_limit_reached') ? { kind: 'quota' } : {};
  },
};

export function readError(status: number, body: string): UpstreamError | undefined {
  return readErrorAnswer(status, body, ERROR_READING);
}

const TYPE_BY_STATUS: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  409: 'conflict_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  503: 'overloaded_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

export function errorType(status: number): string {
  return TYPE_BY_STATUS[status] ?? (status >= 500 ? 'api_error' : 'invalid_request_error');
}

/** `{type: 'error', error: {type, message}}` */
export function writeError(error: GatewayError): JsonRecord {
  const { status } = ERROR_CODES[error.code];
  return { type: 'error', error: { type: errorType(status), message: error.message } };
}

export function writeStreamError(error: GatewayError): string {
  return writeNamedFrame('error', writeError(error));
}

/** A provider's error in the middle of a stream, as a client sees it. */
export function writeUpstreamError({ status, message }: UpstreamError): string {
  return writeNamedFrame('error', { type: 'error', error: { type: errorType(status), message } });
}
