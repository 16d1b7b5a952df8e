import dns, { type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { EgressError } from './egress-error';
import { addressProblem, type AllowList } from './policy';

/** All addresses of a name. */
export type Resolve = (
  name: string,
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

const byDns: Resolve = (name, done) =>
  dns.lookup(name, { all: true }, (error, found) => done(error, error === null ? found : []));

/**
 * A `lookup` for sockets that gives only addresses that may be called. The socket connects to what is given here, so a
 * name that resolves otherwise a moment later gains nothing. One forbidden address refuses the name.
 */
export function guardedLookup(allowed: AllowList, resolve: Resolve = byDns): LookupFunction {
  return (name, options, callback) =>
    resolve(name, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      for (const { address } of found) {
        const problem = addressProblem(address, allowed);
        if (problem !== undefined) return callback(new EgressError(name, problem), '', 0);
      }
      const family = options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : options.family;
      const fit = family === 4 || family === 6 ? found.filter((one) => one.family === family) : found;
      const [first] = fit;
      if (first === undefined) {
        const missing = Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' });
        return callback(missing, '', 0);
      }
      return options.all === true ? callback(null, fit) : callback(null, first.address, first.family);
    });
}
