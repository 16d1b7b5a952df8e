import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { errorCode } from './error-code';

const NICE = constants.priority.PRIORITY_BELOW_NORMAL;

/** Who is not root may change one session in a tenth of a second. */
const AGAIN_MS = 150;
const LOOK_MS = 1_000;

/**
 * Lets a process run only where no gateway wants the processor: rendering, ingestion and queries may wait, a token may
 * not. What the system refuses stays as it is: it is about time, not about right or wrong.
 */
export function yieldToGateways(pid: number | undefined): void {
  if (pid === undefined) return;
  for (const thread of threadsOf(pid))
    try {
      setPriority(thread, NICE);
    } catch {
      // It has ended, or belongs to somebody else.
    }
  yieldSession(pid);
}

/** On Linux a priority is a thread's own, and inherited by those alone that it starts afterwards. */
function threadsOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [pid];
  }
}

/**
 * The same for a process and, until it ends, for whatever it starts. PostgreSQL gives each of its processes a session of its
 * own, and sessions inherit nothing.
 */
export function familyYieldsToGateways(parent: number | undefined): void {
  if (parent === undefined) return;
  yieldToGateways(parent);
  let known: ReadonlySet<string> = new Set();
  const timer = setInterval(() => {
    const children = read(`/proc/${parent}/task/${parent}/children`);
    if (children === undefined) return clearInterval(timer);
    const now = new Set(children.split(' ').filter(Boolean));
    for (const pid of now) if (!known.has(pid)) yieldToGateways(Number(pid));
    known = now;
  }, LOOK_MS);
  timer.unref();
}

/**
 * Where Linux groups processes by session (`kernel.sched_autogroup_enabled`, on in most distributions, and in force where no
 * cgroup shares the processor out), priorities count within a session only, and sessions share evenly: the session as a whole
 * has to give way, unless it is ours as well. See "The autogroup feature" in sched(7).
 */
function yieldSession(pid: number): void {
  const file = `/proc/${pid}/autogroup`;
  const session = sessionIn(file);
  if (session === undefined || session === sessionIn('/proc/self/autogroup')) return;
  try {
    writeFileSync(file, String(NICE));
  } catch (error) {
    if (errorCode(error) === 'EAGAIN') setTimeout(yieldSession, AGAIN_MS, pid).unref();
  }
}

/** `/autogroup-12 nice 0` is session 12. */
function sessionIn(file: string): string | undefined {
  return read(file)?.split(' ')[0];
}

/** Undefined where there is no such file: the process has ended, or this is another system. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
