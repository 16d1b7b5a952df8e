import { formatSeconds } from '@/lib/boot/steps';

/** How one step went. A step without tests of its own counts as one. */
export interface Outcome {
  name: string;
  passed: number;
  failed: number;
  /** Names of tests that did not run; each of them counts as failed. */
  skipped: string[];
  /** Names of the tests that failed, where they are known; the last lines of a run repeat them. */
  failures?: string[];
  /** All that the step wrote. */
  output: string;
  /** One remark for the summary. */
  note?: string;
}

/** Runs one step, prints its line, and the whole of its output when it failed. */
export async function perform(step: () => Promise<Outcome>): Promise<Outcome> {
  const startedAt = performance.now();
  const outcome = await step();
  const failed = outcome.failed + outcome.skipped.length;
  const count = outcome.passed + failed > 1 ? ` ${outcome.passed} passed, ${failed} failed` : '';
  const note = outcome.note ? ` (${outcome.note})` : '';
  const mark = failed === 0 ? '✓' : '✗';
  console.log(`${mark} ${outcome.name}${count}${note} ${formatSeconds(performance.now() - startedAt)}`);
  if (failed > 0) console.log(outcome.output.trimEnd());
  for (const name of outcome.skipped) console.log(`  skipped, counts as failed: ${name}`);
  return outcome;
}

/** Prints what failed once more, since its own output is far up by now, and the closing line; sets the exit code. */
export function conclude(outcomes: readonly Outcome[]): void {
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed + outcome.skipped.length, 0);
  process.exitCode = failed === 0 ? 0 : 1;
  for (const { name, failed: count, skipped, failures = [] } of outcomes) {
    for (const test of [...failures, ...skipped]) console.log(`✗ ${name}: ${test}`);
    if (count > failures.length) console.log(`✗ ${name}: ${count - failures.length} without a name`);
  }
  console.log(`${passed} passed, ${failed} failed`);
}
