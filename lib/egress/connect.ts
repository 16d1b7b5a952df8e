import net from 'node:net';
import { EgressError } from './egress-error';
import { guardedLookup } from './guarded-lookup';
import { hostProblem, type AllowList } from './policy';

/** Throws {@link EgressError} when a host is written as an address that may not be called: such a host is never looked up. */
export function assertHostAllowed(host: string, allowed: AllowList): void {
  const problem = hostProblem(host, allowed);
  if (problem !== undefined) throw new EgressError(host, problem);
}

/** A TCP connection to a host that may be called. Rejects with {@link EgressError} or what the socket says. */
export function connectGuarded(
  { host, port, timeoutMs }: { host: string; port: number; timeoutMs: number },
  allowed: AllowList,
): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    assertHostAllowed(host, allowed);
    const socket = net.connect({ host, port, lookup: guardedLookup(allowed) });
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    socket.once('error', fail);
    socket.setTimeout(timeoutMs, () => fail(new Error(`no connection within ${timeoutMs} ms`)));
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.removeListener('error', fail);
      resolve(socket);
    });
  });
}
