import type { Json } from '../json';
import type { Problem } from '../problem';

const TYPES: Record<number, string> = {
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  408: 'timeout_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

export function anthropicError(problem: Problem, requestId: string): Json {
  const type = TYPES[problem.status] ?? (problem.status >= 500 ? 'api_error' : 'invalid_request_error');
  return { type: 'error', error: { type, message: problem.message }, request_id: requestId };
}
