import { setTimeout as after } from 'node:timers/promises';

/** An open loop: calls begin when they are due, so many a second, however slow those before them are. Resolves to what they came to. */
export async function atRate<T>(rate: number, seconds: number, call: () => Promise<T>): Promise<T[]> {
  const calls: Promise<T>[] = [];
  const total = rate * seconds;
  const started = performance.now();
  while (calls.length < total) {
    const due = ((performance.now() - started) / 1_000) * rate;
    while (calls.length < Math.min(due, total)) calls.push(call());
    await after(2);
  }
  return Promise.all(calls);
}
