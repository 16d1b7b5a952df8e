/** Wakes those who wait when the simulator stops. */
export class Shutdown {
  closing = false;
  readonly #wakers = new Set<() => void>();

  begin(): void {
    this.closing = true;
    for (const wake of this.#wakers) wake();
    this.#wakers.clear();
  }

  /** Waits whether or not a client still listens; ends early only when the simulator stops. */
  wait(ms: number): Promise<void> {
    if (this.closing || ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wakers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#wakers.add(done);
    });
  }
}
