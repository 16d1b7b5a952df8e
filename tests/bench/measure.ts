import { once } from 'node:events';
import { EVENTS } from './events';
import type { LoadOrder, LoadReport } from './load';
import { cpuMicros, rssMb, type Spawned } from './spawn';
import { quantile } from './statistics';
import type { System } from './systems';

export interface Round {
  /** Requests a second when saturated, and CPU of the relay for each. */
  perSecond: number;
  cpuMicrosPerRequest: number;
  /** At the fixed rate, against nothing: totals of the exchange. */
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  firstByteMs: number;
  cpuMicrosPerEvent: number;
  rssMb: number;
  errors: number;
}

const PROMPT =
  'Explain in two sentences how a ledger that is written before the money is spent survives a crash. '.repeat(
    4,
  );

/** JSON.stringify writes no space after the colon, which the mock relies on. */
export function bodyOf(stream: boolean): string {
  const messages = [
    { role: 'system', content: 'You answer briefly.' },
    { role: 'user', content: PROMPT },
  ];
  return JSON.stringify({
    model: 'bench-model',
    messages,
    max_tokens: 200,
    ...(stream ? { stream: true } : {}),
  });
}

/** Has the generator do one order, and resolves with what it saw. */
export async function load(
  generator: Spawned,
  order: Partial<LoadOrder> & Pick<LoadOrder, 'kind' | 'port' | 'path' | 'headers' | 'body'>,
) {
  generator.child.send({ connections: 32, rate: 300, durationMs: 3_000, ...order });
  const [report] = (await once(generator.child, 'message')) as [LoadReport];
  return report;
}

/** Saturated until the code of both kinds of answers is compiled: a process that is cold takes several times as long. */
export async function warm(system: System, generator: Spawned, durationMs: number): Promise<void> {
  const at = { port: system.port, path: system.path, headers: system.headers };
  await load(generator, { ...at, durationMs, kind: 'saturate', body: bodyOf(false) });
  await load(generator, { ...at, durationMs: durationMs / 2, kind: 'saturate', body: bodyOf(true) });
  await system.settled?.();
}

/** Before what counts of a round: while the others had their turn, connections were closed and caches filled with theirs. */
const LEAD_IN_MS = 500;

export async function measure(system: System, generator: Spawned, durationMs: number): Promise<Round> {
  const at = { port: system.port, path: system.path, headers: system.headers, durationMs };
  await load(generator, { ...at, durationMs: LEAD_IN_MS, kind: 'saturate', body: bodyOf(false) });
  const cpu0 = cpuMicros(system.pid);
  const full = await load(generator, { ...at, kind: 'saturate', body: bodyOf(false) });
  const cpu1 = cpuMicros(system.pid);
  await system.settled?.();
  const steady = await load(generator, { ...at, kind: 'rate', body: bodyOf(false) });
  await system.settled?.();
  const cpu2 = cpuMicros(system.pid);
  const streams = await load(generator, { ...at, kind: 'saturate', connections: 8, body: bodyOf(true) });
  const cpu3 = cpuMicros(system.pid);
  await system.settled?.();
  const gentle = await load(generator, { ...at, kind: 'rate', rate: 30, body: bodyOf(true) });
  return {
    perSecond: (full.requests * 1000) / full.elapsedMs,
    cpuMicrosPerRequest: (cpu1 - cpu0) / full.requests,
    p50Ms: quantile(steady.totalMs, 0.5),
    p95Ms: quantile(steady.totalMs, 0.95),
    p99Ms: quantile(steady.totalMs, 0.99),
    firstByteMs: quantile(gentle.firstByteMs, 0.5),
    cpuMicrosPerEvent: (cpu3 - cpu2) / (streams.requests * EVENTS),
    rssMb: rssMb(system.pid),
    errors: full.errors + steady.errors + streams.errors + gentle.errors,
  };
}
