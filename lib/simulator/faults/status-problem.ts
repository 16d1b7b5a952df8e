import type { Problem } from '../problem';
import type { Fault, StatusFault } from './kinds';

const MESSAGES: Record<StatusFault, string> = {
  '400': 'The request was malformed.',
  '400_context_length': "This model's maximum context length is exceeded by the messages.",
  '401': 'Incorrect API key provided.',
  '402': 'Insufficient balance.',
  '403': 'Your region or organization may not use this model.',
  '404': 'The model does not exist or you do not have access to it.',
  '408': 'The request timed out.',
  '409': 'The request conflicts with another one.',
  '413': 'The request exceeds the maximum size.',
  '422': 'The request was well-formed but could not be processed.',
  '429': 'Rate limit reached for requests per minute. Please slow down.',
  '429_date': 'Rate limit reached for requests per minute. Please slow down.',
  '429_bare': 'Rate limit reached for requests per minute. Please slow down.',
  '429_quota': 'You exceeded your current quota, please check your plan and billing details.',
  '500': 'The server had an error while processing your request.',
  '502': 'Bad gateway.',
  '503': 'The engine is currently overloaded, please try again later.',
  '504': 'The upstream server timed out.',
  '529': 'Overloaded',
};

/** The error answer of a status fault. `now` in epoch ms, for `retry-after` as a date. */
export function statusProblem(kind: StatusFault, fault: Fault, now: number): Problem {
  const problem: Problem = { status: Number(kind.slice(0, 3)), message: MESSAGES[kind] };
  if (kind === '429_quota') problem.kind = 'quota';
  if (kind === '400_context_length') problem.kind = 'context_length';
  if (kind === '404') problem.kind = 'model';
  if (kind === '429' || kind === '503') problem.retryAfter = String(fault.retryAfterS);
  if (kind === '429_date') problem.retryAfter = new Date(now + fault.retryAfterS * 1000).toUTCString();
  return problem;
}
