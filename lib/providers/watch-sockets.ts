import type { Socket } from 'node:net';
import { buildConnector } from 'undici';

/** Errors of sockets that had received something before: connections that were kept alive and used again. */
const onUsedSocket = new WeakSet<Error>();

/** Whether a connection error came from a connection that had served an earlier request. */
export function isOfReusedSocket(error: Error): boolean {
  if (onUsedSocket.has(error)) return true;
  const info: unknown = 'socket' in error ? error.socket : undefined;
  if (typeof info !== 'object' || info === null || !('bytesRead' in info)) return false;
  return typeof info.bytesRead === 'number' && info.bytesRead > 0;
}

/** A connector whose sockets tell, when they fail, whether they had been in use before. Costs nothing for each request. */
export function watchedConnector(options: buildConnector.BuildOptions): buildConnector.connector {
  const connect = buildConnector({ allowH2: false, ...options });
  return (target, callback) => {
    connect(target, (...result) => {
      const [error, socket] = result;
      if (error === null) watch(socket);
      callback(...result);
    });
  };
}

function watch(socket: Socket): void {
  socket.prependListener('error', (error: Error) => {
    if (socket.bytesRead > 0) onUsedSocket.add(error);
  });
}
