import type { ServerResponse } from 'node:http';

/** The line to one client: whether it is still there, and waits that end at once when it leaves. */
export class ClientLine {
  gone = false;
  readonly #response: ServerResponse;
  #wake: (() => void) | undefined;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.once('close', () => {
      this.gone = !response.writableFinished;
      this.#wake?.();
    });
  }

  /** Resolves after that time, or when the client leaves. */
  sleep(ms: number): Promise<void> {
    if (this.gone) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#wake = done;
    });
  }

  /** Lets the event loop notice what happened meanwhile. */
  breathe(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  /** Writes; waits while the client's buffers are full. */
  async write(data: string | Uint8Array): Promise<void> {
    if (this.gone || this.#response.write(data)) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#wake = undefined;
        this.#response.off('drain', done);
        resolve();
      };
      this.#response.once('drain', done);
      this.#wake = done;
    });
  }

  /** Breaks the connection with a TCP reset. */
  reset(): void {
    this.#response.socket?.resetAndDestroy();
  }
}
