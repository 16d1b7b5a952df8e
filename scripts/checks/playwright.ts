import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { run } from '@/lib/boot/run';
import { tool } from './command';
import type { Outcome } from './outcome';

const suiteSchema = z.object({
  title: z.string(),
  specs: z.array(z.object({ title: z.string(), tests: z.array(z.object({ status: z.string() })) })),
  get suites() {
    return z.array(suiteSchema).optional();
  },
});
const reportSchema = z.object({ suites: z.array(suiteSchema), errors: z.array(z.unknown()) });
export type PlaywrightReport = z.infer<typeof reportSchema>;

/** Runs tests/e2e in a real Chromium. `onOutput` gets what it prints as it comes; the outcome does not repeat it then. */
export async function runPlaywright(onOutput?: (text: string) => void): Promise<Outcome> {
  const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-report-'));
  const file = path.join(directory, 'report.json');
  try {
    // Traces cost a tenth of the time, and nobody opens those of a machine that is gone afterwards.
    const args = [tool('@playwright/test/cli.js'), 'test', '--reporter=list,json', '--trace=off'];
    const { code, output } = await run(process.execPath, args, {
      cwd: process.cwd(),
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
      onOutput,
    });
    return {
      name: 'end-to-end tests',
      output: onOutput ? '' : output,
      ...countPlaywright(readReport(file), code),
    };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Counts of a report. A test that passed only when repeated has failed; an error outside any test counts as one. */
export function countPlaywright(
  report: PlaywrightReport | undefined,
  code: number,
): Omit<Outcome, 'name' | 'output'> {
  const tests = report?.suites.flatMap((suite) => testsOf(suite)) ?? [];
  const skipped = tests.filter(({ status }) => status === 'skipped').map(({ title }) => title);
  const passed = tests.filter(({ status }) => status === 'expected').length;
  const failed = tests.length - passed - skipped.length + (report?.errors.length ?? 0);
  const failures = tests
    .filter(({ status }) => status !== 'skipped' && status !== 'expected')
    .map(({ title }) => title);
  const isUnexplained = code !== 0 && failed + skipped.length === 0;
  return { passed, failed: isUnexplained ? 1 : failed, skipped, failures };
}

function testsOf(suite: PlaywrightReport['suites'][number]): { title: string; status: string }[] {
  const own = suite.specs.flatMap(({ title, tests }) => tests.map(({ status }) => ({ title, status })));
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner))];
}

function readReport(file: string): PlaywrightReport | undefined {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
