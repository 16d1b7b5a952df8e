import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { run } from '@/lib/boot/run';
import { tool } from './command';
import { withReason } from './failure-reason';
import type { Outcome } from './outcome';

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      /** Of a failure outside of any test, else empty. */
      message: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});
export type VitestReport = z.infer<typeof reportSchema>;

/** Runs one project of vitest.config.ts. `onOutput` gets what it prints as it comes; the outcome does not repeat it then. */
export async function runVitest(project: string, onOutput?: (text: string) => void): Promise<Outcome> {
  const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-report-'));
  const file = path.join(directory, 'report.json');
  try {
    const args = [
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ];
    const { code, output } = await run(process.execPath, [tool('vitest/vitest.mjs'), ...args], {
      cwd: process.cwd(),
      onOutput,
    });
    return {
      name: `${project} tests`,
      output: onOutput ? '' : output,
      ...countVitest(readReport(file), code),
    };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Counts of a report. A failure outside any test (an import, a set-up, no test at all) counts as one. */
export function countVitest(
  report: VitestReport | undefined,
  code: number,
): Omit<Outcome, 'name' | 'output'> {
  if (!report) return { passed: 0, failed: 1, skipped: [] };
  const skipped = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => fullName),
  );
  const brokenFiles = report.testResults
    .filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    )
    .map(({ name, message }) => withReason(path.relative(process.cwd(), name), message));
  const failed = report.numFailedTests + brokenFiles.length;
  const failedTests = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => withReason(fullName, failureMessages?.[0])),
  );
  const failures = [...brokenFiles, ...failedTests];
  const isUnexplained = code !== 0 && failed + skipped.length === 0;
  return { passed: report.numPassedTests, failed: isUnexplained ? 1 : failed, skipped, failures };
}

function readReport(file: string): VitestReport | undefined {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
