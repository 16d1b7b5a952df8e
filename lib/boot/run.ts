import { spawn } from 'node:child_process';

export interface RunOptions {
  /** Runs as this user; only root may ask for another. */
  account?: { uid: number; gid: number };
  /** Default `/`: a directory that every account can enter. */
  cwd?: string;
  env?: Record<string, string | undefined>;
  /** Kills the command and all that it started. */
  signal?: AbortSignal;
  /** Each piece of output as it comes. */
  onOutput?: (text: string) => void;
}

export interface RunResult {
  /** Exit code; -1 when the command could not be started or was killed. */
  code: number;
  /** stdout and stderr as they came. */
  output: string;
}

/** Runs a command to its end and keeps its output. Never throws. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, {
      cwd: options.cwd ?? '/',
      env: { NODE_ENV: process.env.NODE_ENV, ...(options.env ?? process.env) },
      stdio: ['ignore', 'pipe', 'pipe'],
      // An own session: Ctrl-C in the terminal reaches the supervisor alone, which stops things in order.
      detached: true,
      ...options.account,
    });
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
      options.onOutput?.(chunk.toString());
    };
    const kill = () => killGroup(child.pid);
    options.signal?.addEventListener('abort', kill);
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ code: -1, output: `${output}${error.message}` }));
    child.on('close', (code) => {
      options.signal?.removeEventListener('abort', kill);
      resolve({ code: code ?? -1, output });
    });
  });
}

/** Kills a detached child and whatever it started and left. */
export function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // All of them are gone: what was wanted.
  }
}
