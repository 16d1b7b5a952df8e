import type { UpstreamError } from '@/lib/dialects/chat';

/** Why an attempt failed before anything reached the client. */
export type Failure =
  | { kind: 'upstream'; error: UpstreamError; retryAfterS?: number }
  | { kind: 'timeout'; phase: 'connect' | 'headers' | 'first_content' | 'idle' | 'total' }
  /** `dispatched`: the request may have reached the provider. */
  | { kind: 'transport'; code: string; dispatched: boolean }
  /** An answer that makes no sense: HTML, wrong content type, broken JSON, a redirect. */
  | { kind: 'malformed'; message: string }
  | { kind: 'client_closed' };

/**
 * What to do after an attempt failed and no byte has reached the client: try the next target, or give the error
 * to the client because another target would answer the same.
 */
export function afterFailure(failure: Failure): 'next_target' | 'return_to_client' {
  switch (failure.kind) {
    case 'timeout':
    case 'transport':
    case 'malformed':
      return 'next_target';
    case 'client_closed':
      return 'return_to_client';
    case 'upstream':
      return afterUpstreamError(failure.error);
    default:
      return failure satisfies never;
  }
}

function afterUpstreamError({ kind }: UpstreamError): 'next_target' | 'return_to_client' {
  switch (kind) {
    case 'invalid_request':
    case 'unprocessable':
      return 'return_to_client';
    // Another target may have a larger window or limit, other credentials, another region, or this model at all.
    case 'context_length':
    case 'too_large':
    case 'authentication':
    case 'payment':
    case 'permission':
    case 'not_found':
    case 'conflict':
    case 'rate_limit':
    case 'quota':
    case 'overloaded':
    case 'server':
    case 'unknown':
      return 'next_target';
    default:
      return kind satisfies never;
  }
}
