import { describe, expect, it } from 'vitest';
import { quantile } from '@/scripts/checks/line-counts';
import { countPlaywright, type PlaywrightReport } from '@/scripts/checks/playwright';
import { countVitest, type VitestReport } from '@/scripts/checks/vitest';

const vitestReport = (statuses: string[], fileStatus = 'passed', message = ''): VitestReport => ({
  numPassedTests: statuses.filter((status) => status === 'passed').length,
  numFailedTests: statuses.filter((status) => status === 'failed').length,
  testResults: [
    {
      name: 'a.test.ts',
      status: fileStatus,
      message,
      assertionResults: statuses.map((status, index) => ({
        fullName: `test ${index}`,
        status,
        failureMessages: status === 'failed' ? ['Error: \u001B[31mone\u001B[39m\n  is not two'] : [],
      })),
    },
  ],
});

const playwrightReport = (statuses: string[]): PlaywrightReport => ({
  errors: [],
  suites: [
    {
      title: 'a.spec.ts',
      specs: [],
      suites: [
        {
          title: 'inner',
          specs: statuses.map((status, index) => ({ title: `test ${index}`, tests: [{ status }] })),
        },
      ],
    },
  ],
});

describe('counting vitest', () => {
  it('counts passed and failed and names what did not run', () => {
    expect(countVitest(vitestReport(['passed', 'failed', 'skipped', 'todo']), 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: ['test 2', 'test 3'],
      failures: ['test 1: Error: one is not two'],
    });
  });

  it('says why a file’s tests did not run', () => {
    expect(countVitest(vitestReport(['skipped'], 'failed', 'The gateway did not start'), 1)).toMatchObject({
      failed: 1,
      skipped: ['test 0'],
      failures: [expect.stringMatching(/a\.test\.ts: The gateway did not start$/)],
    });
  });

  it('counts a file that could not be loaded, no report, and an exit that nothing explains', () => {
    const broken = countVitest(vitestReport([], 'failed'), 1);
    expect(broken).toMatchObject({ failed: 1, failures: [expect.stringMatching(/a\.test\.ts$/)] });
    expect(countVitest(undefined, 0).failed).toBe(1);
    expect(countVitest(vitestReport(['passed']), 1).failed).toBe(1);
  });
});

describe('counting Playwright', () => {
  it('counts nested tests, a flaky one as failed, and names what did not run', () => {
    expect(countPlaywright(playwrightReport(['expected', 'unexpected', 'flaky', 'skipped']), 1)).toEqual({
      passed: 1,
      failed: 2,
      skipped: ['test 3'],
      failures: ['test 1', 'test 2'],
    });
  });

  it('counts no report and no test at all as a failure', () => {
    expect(countPlaywright(undefined, 1).failed).toBe(1);
    expect(countPlaywright({ suites: [], errors: [] }, 1).failed).toBe(1);
  });
});

describe('quantile', () => {
  it('takes the value at the rank', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2);
    expect(quantile([1, 2, 3, 4, 5], 0.9)).toBe(5);
    expect(quantile([], 0.5)).toBe(0);
  });
});
