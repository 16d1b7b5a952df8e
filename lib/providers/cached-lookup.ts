import dns, { type LookupAddress } from 'node:dns';
import type { Resolve } from '@/lib/egress/guarded-lookup';

/** Short enough for a provider that moves; long enough that a burst of new connections asks once. */
const FRESH_MS = 10_000;
const MAX_NAMES = 1_000;

interface Known {
  addresses: LookupAddress[];
  /** Monotonic ms. */
  until: number;
}

type Done = Parameters<Resolve>[1];

const known = new Map<string, Known>();
const waiting = new Map<string, Done[]>();

/** Looks a name up. Remembered for ten seconds, and beyond while nothing newer can be learnt. */
export const cachedLookup: Resolve = (name, done) => {
  const entry = known.get(name);
  if (entry !== undefined && entry.until > performance.now()) done(null, entry.addresses);
  else ask(name, done);
};

function ask(name: string, done: Done): void {
  const others = waiting.get(name);
  if (others !== undefined) {
    others.push(done);
    return;
  }
  waiting.set(name, [done]);
  dns.lookup(name, { all: true }, (error, addresses) => {
    const found = error === null ? addresses : [];
    if (error === null) {
      if (known.size >= MAX_NAMES) known.clear();
      known.set(name, { addresses: found, until: performance.now() + FRESH_MS });
    }
    const callbacks = waiting.get(name) ?? [];
    waiting.delete(name);
    // A name server that is away for a moment takes nobody with it: what was known last is tried.
    const last = error === null ? found : (known.get(name)?.addresses ?? []);
    for (const callback of callbacks) callback(last.length > 0 ? null : error, last);
  });
}
