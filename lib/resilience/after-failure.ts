import type { UpstreamError } from '@/lib/dialects/chat';

/** Why an attempt failed before anything reached the client. */
export type Failure =
  | { kind: 'upstream'; error: UpstreamError; retryAfterS?: number }
  /** `dispatched` is false when no connection of ours came free for it: nobody else's fault. */
  | {
      kind: 'timeout';
      phase: 'connect' | 'headers' | 'first_content' | 'idle' | 'total';
      dispatched?: boolean;
    }
  /** `dispatched`: the request may have reached the provider. `reused`: on a connection that had served before. */
  | { kind: 'transport'; code: string; dispatched: boolean; reused?: boolean }
  /** An answer that makes no sense: HTML, wrong content type, broken JSON. `redirect`: it points elsewhere. */
  | { kind: 'malformed'; message: string; redirect?: boolean }
  /** Another attempt, which ran beside it, answered first. */
  | { kind: 'superseded' }
  | { kind: 'client_closed' };

export interface Cool {
  /** `credential`: everything that uses the same key of the provider. */
  scope: 'target' | 'credential';
  /** `growing`: nobody said how long. */
  ms: number | 'growing';
  /** The provider named the time itself. */
  binding: boolean;
}

/** What a failure means for this request and for the next ones. The numbers are those of docs/reliability.md. */
export interface Verdict {
  /**
   * How often the same target may be asked again. `first`: before another one, because the request and not the target
   * was unlucky; `last`: only when no other target is left.
   */
  retry: { times: number; when: 'first' | 'last'; freshConnection?: boolean };
  /** False: any target would answer the same. */
  failOver: boolean;
  /** Counts against the breaker: the target's fault, not the request's and not the client's. */
  countsAgainst: boolean;
  cool?: Cool;
  /** Something that only an admin can put right. */
  alert?: 'credential' | 'payment' | 'address' | 'certificate';
}

const HOUR_MS = 3_600_000;
const NEVER = { times: 0, when: 'last' } as const;
const RETURN: Verdict = { retry: NEVER, failOver: false, countsAgainst: false };
const NEXT: Verdict = { retry: NEVER, failOver: true, countsAgainst: true };

export function afterFailure(failure: Failure): Verdict {
  switch (failure.kind) {
    case 'timeout':
      return failure.dispatched === false ? { ...NEXT, countsAgainst: false } : NEXT;
    case 'malformed':
      // Not followed, since the credential would go along; the address is for an admin to put right.
      return failure.redirect === true ? { ...RETURN, countsAgainst: true, alert: 'address' } : NEXT;
    case 'superseded':
    case 'client_closed':
      return RETURN;
    case 'transport':
      return afterTransport(failure);
    case 'upstream':
      return afterUpstreamError(failure.error, failure.retryAfterS ?? failure.error.retryAfterS);
    default:
      return failure satisfies never;
  }
}

function afterTransport({ code, reused }: Extract<Failure, { kind: 'transport' }>): Verdict {
  // An idle connection that the provider had closed just then: nobody's fault, and asked again at once.
  if (reused === true)
    return {
      retry: { times: 1, when: 'first', freshConnection: true },
      failOver: true,
      countsAgainst: false,
    };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EGRESS_REFUSED')
    return { ...NEXT, alert: 'address' };
  if (/CERT|SELF_SIGNED|ERR_TLS|UNABLE_TO/.test(code)) return { ...NEXT, alert: 'certificate' };
  return NEXT;
}

const targetFor = (ms: number | 'growing', binding = false): Cool => ({ scope: 'target', ms, binding });
const credentialFor = (ms: number): Cool => ({ scope: 'credential', ms, binding: false });

function afterUpstreamError({ kind, status }: UpstreamError, retryAfterS: number | undefined): Verdict {
  const asked = retryAfterS === undefined ? undefined : targetFor(retryAfterS * 1000, true);
  switch (kind) {
    case 'invalid_request':
      // 407: a proxy on our side of the provider. 408: the provider gave up waiting for a request that it had not read yet.
      if (status === 407) return { ...RETURN, alert: 'address' };
      return status === 408 ? { ...RETURN, retry: { times: 2, when: 'first' }, failOver: true } : RETURN;
    case 'unprocessable':
      return RETURN;
    case 'context_length':
    case 'too_large':
      return { ...RETURN, failOver: true };
    case 'not_found':
      return { ...RETURN, failOver: true };
    case 'conflict':
      return { ...RETURN, retry: { times: 1, when: 'first' }, failOver: true };
    case 'authentication':
      return { ...RETURN, failOver: true, cool: credentialFor(HOUR_MS), alert: 'credential' };
    case 'payment':
    case 'quota':
      return { ...RETURN, failOver: true, cool: credentialFor(HOUR_MS), alert: 'payment' };
    case 'permission':
      return { ...RETURN, failOver: true, cool: targetFor(HOUR_MS), alert: 'credential' };
    case 'rate_limit':
      return {
        ...RETURN,
        failOver: true,
        retry: { times: 1, when: 'last' },
        cool: asked ?? targetFor('growing'),
      };
    case 'overloaded':
      return { ...NEXT, retry: { times: 2, when: 'last' }, ...(asked === undefined ? {} : { cool: asked }) };
    case 'server':
      return { ...NEXT, retry: { times: status === 500 ? 1 : 2, when: 'last' } };
    case 'unknown':
      return NEXT;
    default:
      return kind satisfies never;
  }
}
