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
  const error: Json = { type, message: problem.message };
  // A spent monthly limit is a 429 too, told from a rate limit by this alone; it comes without retry-after.
  if (problem.kind === 'quota') error['details'] = { error_code: 'enforced_spend_limit_reached' };
  return { type: 'error', error, request_id: requestId };
}
