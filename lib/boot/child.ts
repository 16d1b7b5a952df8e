import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { BootError } from './boot-error';
import { restartDelayMs, SETTLED_MS } from './restart-delay';
import { killGroup } from './run';

export interface ChildSpec {
  name: string;
  launch(): ChildProcess;
  /** Told at each of its starts, once it is ready. */
  whenReady?(child: ChildProcess): void;
  /** From SIGTERM to SIGKILL, ms. */
  graceMs: number;
  /** From launch to its `ready` message, ms; it is killed and counts as failed after that. */
  readyMs: number;
}

/** A process that is kept running: started again, with growing pauses, until it is stopped. */
export class Child {
  private current: ChildProcess | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStopping = false;
  private failures = 0;

  constructor(
    private readonly spec: ChildSpec,
    private readonly tell: (line: string) => void = console.log,
  ) {}

  get pid(): number | undefined {
    return this.current?.pid;
  }

  /** Resolves when the child is ready. Rejects with {@link BootError} when it ends before; it is not tried again then. */
  async start(): Promise<void> {
    const end = await this.attempt(performance.now());
    if (end === undefined || this.isStopping) return;
    this.isStopping = true;
    throw new BootError(`The ${this.spec.name} did not start: ${end}. What it said is above.`);
  }

  /** SIGTERM, then SIGKILL after the grace; resolves when nothing of it is left. */
  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    const child = this.current;
    if (!child || hasEnded(child)) return;
    const exit = once(child, 'exit');
    const kill = setTimeout(() => child.kill('SIGKILL'), this.spec.graceMs);
    child.kill('SIGTERM');
    await exit;
    clearTimeout(kill);
    killGroup(child.pid);
  }

  /** Launches it once. Undefined when it is ready and watched, else how it ended. */
  private async attempt(bornAt: number): Promise<string | undefined> {
    const child = this.spec.launch();
    this.current = child;
    // Also emitted when a signal cannot be delivered; that the child has ended is told by `exit` alone.
    child.on('error', (error) => this.tell(`! ${this.spec.name}: ${error.message}`));
    const end = await readiness(child, this.spec.readyMs);
    if (end !== undefined) return end;
    if (hasEnded(child)) return describeEnd(child.exitCode, child.signalCode);
    child.once('exit', (code, signal) => this.ended(describeEnd(code, signal), bornAt));
    this.spec.whenReady?.(child);
    return undefined;
  }

  private ended(how: string, bornAt: number): void {
    if (this.isStopping) return;
    killGroup(this.current?.pid);
    if (performance.now() - bornAt > SETTLED_MS) this.failures = 0;
    this.failures += 1;
    const delayMs = restartDelayMs(this.failures);
    this.tell(`! ${this.spec.name} ended (${how}); starting it again in ${delayMs / 1000} s`);
    this.timer = setTimeout(() => void this.restart(), delayMs);
  }

  private async restart(): Promise<void> {
    const bornAt = performance.now();
    const end = await this.attempt(bornAt);
    if (end === undefined) this.tell(`✓ ${this.spec.name} is back`);
    else this.ended(end, bornAt);
  }
}

/** Undefined when the child says `ready`; else how it ended. */
function readiness(child: ChildProcess, readyMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      resolve(`not ready after ${readyMs / 1000} s`);
    }, readyMs);
    const settle = (end?: string) => {
      clearTimeout(late);
      resolve(end);
    };
    child.on('message', (message) => {
      if (typeof message === 'object' && 'type' in message && message.type === 'ready') settle();
    });
    child.once('exit', (code, signal) => settle(describeEnd(code, signal)));
    child.once('error', (error) => settle(error.message));
  });
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function describeEnd(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exit ${code}` : signal;
}
