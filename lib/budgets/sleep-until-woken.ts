/** Pauses that end early when there is news. */
export class SleepUntilWoken {
  #wake: () => void = () => undefined;

  wake(): void {
    this.#wake();
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /**
   * What the promise gives, or undefined when that takes longer. After a pause of the whole process, timers come before
   * sockets: what has arrived by then is read first.
   */
  orTimeout<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => setImmediate(() => setImmediate(resolve, undefined)), ms);
    });
    return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
  }
}
