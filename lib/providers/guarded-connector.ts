import type { buildConnector } from 'undici';
import { EgressError } from '@/lib/egress/egress-error';
import { guardedLookup } from '@/lib/egress/guarded-lookup';
import { hostProblem, type AllowList } from '@/lib/egress/policy';
import { cachedLookup } from './cached-lookup';
import { watchedConnector } from './watch-sockets';

/**
 * A connector that goes only where it may: each address that a name resolves to is looked at whenever a connection is made,
 * and the connection goes to just these. Hosts written as addresses are not looked up, so they are checked before. Nothing
 * of it is done for a request on a connection that is open.
 */
export function guardedConnector(connectMs: number, allowed: AllowList): buildConnector.connector {
  const connect = watchedConnector({ timeout: connectMs, lookup: guardedLookup(allowed, cachedLookup) });
  return (target, callback) => {
    const problem = hostProblem(target.hostname, allowed);
    if (problem === undefined) connect(target, callback);
    else callback(new EgressError(target.hostname, problem), null);
  };
}
