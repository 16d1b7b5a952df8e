import type { Json } from '../json';
import type { Problem } from '../problem';

/** Type and code that OpenAI gives for a status. */
function classify(problem: Problem): { type: string; code: string | null } {
  if (problem.kind === 'context_length')
    return { type: 'invalid_request_error', code: 'context_length_exceeded' };
  if (problem.kind === 'quota') return { type: 'insufficient_quota', code: 'insufficient_quota' };
  if (problem.kind === 'model') return { type: 'invalid_request_error', code: 'model_not_found' };
  switch (problem.status) {
    case 401:
      return { type: 'invalid_request_error', code: 'invalid_api_key' };
    case 402:
      return { type: 'insufficient_balance', code: 'insufficient_balance' };
    case 403:
      return { type: 'request_forbidden', code: 'unsupported_country_region_territory' };
    case 429:
      return { type: 'requests', code: 'rate_limit_exceeded' };
    default:
      return { type: problem.status >= 500 ? 'server_error' : 'invalid_request_error', code: null };
  }
}

export function openaiError(problem: Problem): Json {
  const { type, code } = classify(problem);
  return { error: { message: problem.message, type, param: problem.param ?? null, code } };
}
