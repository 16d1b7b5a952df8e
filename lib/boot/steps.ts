/** Thrown between two steps when the operator has asked to stop. */
export class StoppedError extends Error {}

export type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Shows steps one by one with the time each took. A step that is asked to stop runs to its end; the next never begins. */
export function stepper(signal: AbortSignal, print: (line: string) => void = console.log): Step {
  return async (name, work) => {
    if (signal.aborted) throw new StoppedError();
    const startedAt = performance.now();
    const result = await work();
    if (signal.aborted) throw new StoppedError();
    print(`✓ ${name} ${formatSeconds(performance.now() - startedAt)}`);
    return result;
  };
}

export function formatSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
