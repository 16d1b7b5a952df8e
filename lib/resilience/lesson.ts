import { afterFailure, type Cool, type Failure, type Verdict } from './after-failure';
import type { CallOutcome } from './breaker';

/** What a call says of its target, apart from the request that made it. */
export interface Lesson {
  /** For the breaker. */
  outcome: CallOutcome;
  /** For the windows; absent: it says nothing there. */
  seen?: 'success' | 'error' | 'timeout' | undefined;
  /** Until the first content, or until the end where there was none. */
  latencyMs: number;
  cool?: Cool | undefined;
  /** Why it failed, to read after “it”; '' where it did not. Never what a provider wrote. */
  reason: string;
  alert?: Verdict['alert'];
}

/** `limitMs`: what the attempt was given until its first content; more than half of it is slow. Pure. */
export function lessonOf(failure: Failure | undefined, latencyMs: number, limitMs: number): Lesson {
  if (failure === undefined) {
    const outcome = latencyMs > limitMs / 2 ? 'slow' : 'success';
    return { outcome, seen: 'success', latencyMs, reason: '' };
  }
  const { countsAgainst, cool, alert } = afterFailure(failure);
  const outcome = countsAgainst ? 'failure' : 'no_verdict';
  return { outcome, seen: seenOf(failure, countsAgainst), latencyMs, cool, alert, reason: describe(failure) };
}

function seenOf({ kind }: Failure, countsAgainst: boolean): Lesson['seen'] {
  if (countsAgainst) return kind === 'timeout' ? 'timeout' : 'error';
  // So long it took at least: left out, the slow ones would no longer be known to be slow.
  return kind === 'superseded' ? 'success' : undefined;
}

function describe(failure: Failure): string {
  switch (failure.kind) {
    case 'upstream':
      return `answered ${failure.error.status} (${failure.error.kind.replaceAll('_', ' ')})`;
    case 'timeout':
      return `gave no answer in time (${failure.phase.replace('_', ' ')})`;
    case 'transport':
      return `could not be reached (${failure.code})`;
    case 'malformed':
      return 'answered something that makes no sense';
    case 'superseded':
      return 'another target answered first';
    case 'client_closed':
      return 'the client closed the connection';
    default:
      return failure satisfies never;
  }
}
