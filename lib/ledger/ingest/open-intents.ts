import type { AttemptIntent } from '../records';

export interface OpenIntent {
  intent: AttemptIntent;
  segment: string;
  offset: number;
}

/** The intents of a request that has no completion yet, at least one. */
export interface OpenRequest {
  requestId: string;
  intents: readonly OpenIntent[];
}

/** Intents of one owner whose request has no completion yet. */
export class OpenIntents {
  readonly #byRequest = new Map<string, OpenIntent[]>();

  add(open: OpenIntent): void {
    const known = this.#byRequest.get(open.intent.requestId);
    if (known === undefined) this.#byRequest.set(open.intent.requestId, [open]);
    else known.push(open);
  }

  close(requestId: string): void {
    this.#byRequest.delete(requestId);
  }

  /** Oldest first; only those that began before `beforeMs` (epoch ms), when given. */
  requests(beforeMs = Infinity): OpenRequest[] {
    const found: OpenRequest[] = [];
    for (const [requestId, intents] of this.#byRequest) {
      const [first] = intents;
      if (first === undefined || first.intent.startedAt >= beforeMs) break;
      found.push({ requestId, intents });
    }
    return found;
  }

  /** Offset of the oldest open intent in each segment that has one. */
  oldestBySegment(): Map<string, number> {
    const oldest = new Map<string, number>();
    for (const intents of this.#byRequest.values()) {
      for (const { segment, offset } of intents) {
        const known = oldest.get(segment);
        if (known === undefined || offset < known) oldest.set(segment, offset);
      }
    }
    return oldest;
  }
}
