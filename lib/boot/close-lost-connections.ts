import type { ChildProcess } from 'node:child_process';

interface Handle {
  close(...args: unknown[]): unknown;
}

/**
 * The primary accepts connections and hands each to a worker, keeping it open until the worker says that it has it. When a
 * worker is killed between the two, Node keeps the connection for ever and its client waits for ever. This closes what was
 * handed over and never confirmed, so that the client sees a broken connection and tries again.
 */
export function closeLostConnections(child: ChildProcess): void {
  const unconfirmed = new Set<Handle>();
  const send = child.send.bind(child);
  const watchedSend = (...args: Parameters<typeof send>) => {
    const handle: unknown = args[1];
    if (isHandle(handle)) track(handle, unconfirmed);
    return send(...args);
  };
  Object.assign(child, { send: watchedSend });
  child.once('exit', () => {
    for (const handle of unconfirmed) handle.close();
  });
}

/** Node closes its copy when the worker has confirmed, and only then. */
function track(handle: Handle, unconfirmed: Set<Handle>): void {
  unconfirmed.add(handle);
  const close = handle.close.bind(handle);
  handle.close = (...args: unknown[]) => {
    unconfirmed.delete(handle);
    return close(...args);
  };
}

function isHandle(value: unknown): value is Handle {
  return typeof value === 'object' && value !== null && 'close' in value && typeof value.close === 'function';
}
