import { GatewayError } from '@/lib/errors/gateway-error';
import type { ErrorCode } from '@/lib/errors/codes';
import type { UpstreamError } from '@/lib/dialects/chat';
import type { Failure } from '@/lib/resilience/after-failure';

/** Short code of a failure, for the books and the dashboard. */
export function errorCodeOf(failure: Failure): string {
  switch (failure.kind) {
    case 'upstream':
      return failure.error.code ?? failure.error.kind;
    case 'timeout':
      return `timeout_${failure.phase}`;
    case 'transport':
      return failure.code;
    case 'malformed':
      return 'malformed_response';
    case 'superseded':
    case 'client_closed':
      return failure.kind;
    default:
      return failure satisfies never;
  }
}

export function errorMessageOf(failure: Failure): string {
  switch (failure.kind) {
    case 'upstream':
      return failure.error.message;
    case 'timeout':
      return `No answer in time (${failure.phase.replace('_', ' ')}).`;
    case 'transport':
      return `The connection failed (${failure.code}).`;
    case 'malformed':
      return failure.message;
    case 'superseded':
      return 'Another attempt answered first.';
    case 'client_closed':
      return 'The client closed the connection.';
    default:
      return failure satisfies never;
  }
}

const CODE_OF_KIND: Record<UpstreamError['kind'], ErrorCode> = {
  invalid_request: 'invalid_request',
  context_length: 'context_length_exceeded',
  authentication: 'upstream_error',
  payment: 'upstream_error',
  permission: 'upstream_error',
  not_found: 'upstream_error',
  conflict: 'conflict',
  too_large: 'body_too_large',
  unprocessable: 'unprocessable',
  rate_limit: 'rate_limited',
  quota: 'upstream_error',
  overloaded: 'no_target_available',
  server: 'upstream_error',
  unknown: 'upstream_error',
};

/** Statuses whose kind says too little: a proxy of ours, a provider that did not wait. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  407: 'upstream_error',
  408: 'upstream_timeout',
};

/** What the client is told when the last attempt failed. Trouble with our credentials at a provider is never its 401. */
export function failureToError(failure: Failure, attempts = 0): GatewayError {
  // What was worth retrying has been retried here: clients that retry too would only multiply the load.
  const shouldRetry = attempts > 0 ? false : undefined;
  switch (failure.kind) {
    case 'upstream': {
      const code = CODE_OF_STATUS[failure.error.status] ?? CODE_OF_KIND[failure.error.kind];
      const retryAfterS = failure.retryAfterS ?? failure.error.retryAfterS;
      const ours = code.startsWith('upstream_') || code === 'no_target_available';
      const message = ours ? 'Every model that could serve this request failed.' : failure.error.message;
      return new GatewayError(code, message, {
        param: failure.error.param,
        retryAfterS,
        shouldRetry: retryAfterS === undefined && code !== 'rate_limited' ? shouldRetry : undefined,
      });
    }
    case 'timeout':
      return new GatewayError('upstream_timeout', 'No model answered in time.', { shouldRetry });
    case 'transport':
    case 'malformed':
      return new GatewayError('upstream_error', 'No model could be reached.', { shouldRetry });
    case 'superseded':
    case 'client_closed':
      return new GatewayError('client_closed', errorMessageOf(failure));
    default:
      return failure satisfies never;
  }
}
