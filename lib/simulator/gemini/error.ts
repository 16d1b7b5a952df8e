import type { Json } from '../json';
import type { Problem } from '../problem';

const STATUSES: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  402: 'FAILED_PRECONDITION',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  408: 'DEADLINE_EXCEEDED',
  409: 'ABORTED',
  413: 'INVALID_ARGUMENT',
  422: 'INVALID_ARGUMENT',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

export function geminiError(problem: Problem): Json {
  const error: Json = {
    code: problem.status,
    message: problem.message,
    status: STATUSES[problem.status] ?? 'UNKNOWN',
  };
  const seconds = /^\d+$/.test(problem.retryAfter ?? '') ? problem.retryAfter : undefined;
  if (seconds !== undefined) {
    const type = 'type.googleapis.com/google.rpc.RetryInfo';
    error['details'] = [{ '@type': type, retryDelay: `${seconds}s` }];
  }
  return { error };
}
