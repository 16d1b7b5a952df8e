import { ERROR_CODES } from '@/lib/errors/codes';
import type { GatewayError } from '@/lib/errors/gateway-error';
import type { UpstreamError } from '../chat';
import { capWait } from '../cap-wait';
import type { ErrorNames } from '../classify-error';
import { arrayOf, type JsonRecord, recordOf, textOf } from '../json-value';
import { type ErrorReading, type ErrorRefinement, readErrorAnswer } from '../read-error-answer';
import { writeDataFrame } from '../sse-frame';

const NAMES: ErrorNames = {
  invalid_argument: { status: 400 },
  failed_precondition: { status: 400 },
  out_of_range: { status: 400 },
  unauthenticated: { status: 401, kind: 'authentication' },
  permission_denied: { status: 403, kind: 'permission' },
  not_found: { status: 404, kind: 'not_found' },
  aborted: { status: 409 },
  already_exists: { status: 409 },
  resource_exhausted: { status: 429, kind: 'rate_limit' },
  cancelled: { status: 499 },
  internal: { status: 500 },
  unknown: { status: 500 },
  unimplemented: { status: 501 },
  unavailable: { status: 503, kind: 'overloaded' },
  deadline_exceeded: { status: 504, kind: 'server' },
};

/**
 * One message stands for both “too fast” and “no more today”; the details tell which, and how long to wait. A wrong key is
 * a 400 here.
 */
const refine: ErrorRefinement = ({ raw }) => {
  const refined: ReturnType<ErrorRefinement> = {};
  for (const detail of arrayOf(raw['details']).map(recordOf)) {
    if (detail['reason'] === 'API_KEY_INVALID') refined.kind = 'authentication';
    const quotas = arrayOf(detail['violations']).map(
      (violation) => textOf(recordOf(violation)['quotaId']) ?? '',
    );
    if (quotas.some((quota) => quota.includes('PerDay'))) refined.kind = 'quota';
    const seconds = /^(\d{1,9}(?:\.\d{1,9})?)s$/.exec(textOf(detail['retryDelay']) ?? '')?.[1];
    if (seconds !== undefined) refined.retryAfterS = capWait(Number(seconds));
  }
  return refined;
};

export const ERROR_READING: ErrorReading = { names: NAMES, refine };

export function readError(status: number, body: string): UpstreamError | undefined {
  return readErrorAnswer(status, body, ERROR_READING);
}

const STATUS_NAMES: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

function writeShape(code: number, message: string): JsonRecord {
  const status = STATUS_NAMES[code] ?? (code >= 500 ? 'INTERNAL' : 'INVALID_ARGUMENT');
  return { error: { code, message, status } };
}

/** `{error: {code, message, status}}` */
export function writeError(error: GatewayError): JsonRecord {
  return writeShape(ERROR_CODES[error.code].status, error.message);
}

export function writeStreamError(error: GatewayError): string {
  return writeDataFrame(writeError(error));
}

/** A provider's error in the middle of a stream, as a client sees it. */
export function writeUpstreamError({ status, message }: UpstreamError): string {
  return writeDataFrame(writeShape(status, message));
}
