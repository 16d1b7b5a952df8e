import type { Owner } from './segment-name';

const STALE_AFTER_MS = 30_000;
const WATCHED_FOR_MS = 5_000;

interface Sighting {
  touchedMs: number;
  sinceMonotonicMs: number;
}

export interface LivenessWorld {
  place: string;
  /** Whether a process with this pid runs here. */
  pidAlive: (pid: number) => boolean;
}

/**
 * Tells which owners of segments are gone. One on this place whose pid is not alive is gone at once. Any other is gone
 * when its last touch is 30 s old by the clock and did not change while we watched for 5 s: after a suspend every touch
 * looks old, and a live owner touches each 2 s.
 */
export class OwnerLiveness {
  readonly #world: LivenessWorld;
  readonly #sightings = new Map<string, Sighting>();

  constructor(world: LivenessWorld) {
    this.#world = world;
  }

  /** `touchedMs`: modification time of the owner's newest segment, epoch ms. */
  isGone(owner: Owner, touchedMs: number, at: { nowMs: number; monotonicMs: number }): boolean {
    if (owner.place === this.#world.place && !this.#world.pidAlive(owner.pid)) return true;
    const key = `${owner.startedAtMs}-${owner.pid}-${owner.random}`;
    const seen = this.#sightings.get(key);
    if (seen === undefined || seen.touchedMs !== touchedMs) {
      this.#sightings.set(key, { touchedMs, sinceMonotonicMs: at.monotonicMs });
      return false;
    }
    return at.nowMs - touchedMs > STALE_AFTER_MS && at.monotonicMs - seen.sinceMonotonicMs > WATCHED_FOR_MS;
  }
}

/** EPERM means that it runs as another user. */
export function pidAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
