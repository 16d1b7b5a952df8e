import dns, { type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** Short enough for a provider that moves; long enough that a burst of new connections asks once. */
const FRESH_MS = 10_000;
const MAX_NAMES = 1_000;

interface Known {
  addresses: LookupAddress[];
  /** Monotonic ms. */
  until: number;
}

const known = new Map<string, Known>();
const waiting = new Map<
  string,
  ((error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void)[]
>();

function ask(
  name: string,
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
): void {
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

/** `dns.lookup` for connections, remembered for ten seconds, and beyond while nothing newer can be learnt. */
export const cachedLookup: LookupFunction = (name, options, callback) => {
  const answer = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => {
    const family = options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : options.family;
    const fit = family === 4 || family === 6 ? addresses.filter((one) => one.family === family) : addresses;
    const [first] = fit;
    if (error !== null || first === undefined) {
      const missing = Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' });
      callback(error ?? missing, '', 0);
    } else if (options.all === true) callback(null, fit);
    else callback(null, first.address, first.family);
  };
  const entry = known.get(name);
  if (entry !== undefined && entry.until > performance.now()) answer(null, entry.addresses);
  else ask(name, answer);
};
