import type { ChildProcess } from 'node:child_process';

/** Collects what a process writes, and tells when a line appears in it. */
export class OutputOf {
  text = '';
  private readonly waiters = new Set<() => void>();

  constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.text += chunk.toString();
        for (const check of this.waiters) check();
      });
    }
  }

  /** Resolves when the output matches; rejects with all of it when the process ends before, or after `timeoutMs`. */
  until(pattern: RegExp, timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (failure?: string) => {
        clearTimeout(timer);
        this.waiters.delete(check);
        this.child.off('close', onClose);
        if (failure === undefined) resolve();
        else reject(new Error(`${failure} before ${String(pattern)} appeared:\n${this.text}`));
      };
      const check = () => pattern.test(this.text) && settle();
      const onClose = () => settle('The process ended');
      const timer = setTimeout(() => settle(`${timeoutMs} ms passed`), timeoutMs);
      this.waiters.add(check);
      this.child.once('close', onClose);
      check();
    });
  }
}
