import type { FaultServer } from './fault-server';

const busy = new WeakSet<object>();

/** A server marks a connection on which it owes an answer. */
export function owe(socket: object): void {
  busy.add(socket);
}

/** It has answered. */
export function settled(socket: object): void {
  busy.delete(socket);
}

/** Connections on which an answer is still owed; an idle one that the client opened again is none. */
export function owing({ sockets }: FaultServer): object[] {
  return [...sockets].filter((socket) => busy.has(socket));
}
