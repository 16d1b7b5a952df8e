import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

/** `npm run test:money`: everything about money that needs no database, and what it comes to. */
const GUARANTEES: [name: string, files: string[]][] = [
  ['worked examples', ['pricing/worked-examples']],
  [
    '10,000 random records × price rows = exact rationals, Σ lines = total',
    ['pricing/price-book-properties'],
  ],
  ['prices and fallbacks', ['pricing/price-book.test', 'pricing/price-book-fallbacks', 'pricing/savings']],
  ['boundaries ±1: context gt and gte by basis, tiers, regions, dates', ['pricing/price-book-conditions']],
  ['DST, midnight, weekdays, holidays', ['pricing/schedule']],
  ['half-even, digits, cents', ['pricing/money.test', 'pricing/format-usd']],
  ['APIs to disjoint meters', ['dialects/usage', 'dialects/observe-stream', 'dialects/recorded-streams']],
  ['table of APIs, streamed = not streamed', ['money/api-table']],
  ['known mistakes of peers', ['pricing/known-mistakes', 'money/billed-requests']],
  ['catalogue and imports', ['pricing/catalogue', 'pricing/price-import', 'pricing/snapshot-name']],
  ['bad prices and bad usage', ['pricing/check-price-rows', 'pricing/unsound-usage', 'gateway/quarantine']],
  ['token counts and estimates', ['pricing/tokens', 'gateway/estimate-cost']],
  ['reconciliation', ['reconciliation/']],
];

const reportSchema = z.object({
  testResults: z.array(
    z.object({ name: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-money-'));
try {
  process.exitCode = run();
} finally {
  rmSync(directory, { recursive: true, force: true });
}

function run(): number {
  const report = path.join(directory, 'report.json');
  const files = GUARANTEES.flatMap(([, of]) => of.map((file) => `tests/unit/${file}`));
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const command = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', ...reporters, ...files];
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
  const { testResults } = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
  let isWhole = status === 0;
  for (const [name, of] of GUARANTEES) {
    const results = testResults
      .filter((one) => of.some((file) => one.name.includes(`/tests/unit/${file}`)))
      .flatMap(({ assertionResults }) => assertionResults);
    const passed = results.filter((one) => one.status === 'passed').length;
    // A guarantee without a test is none.
    const isHeld = results.length > 0 && passed === results.length;
    isWhole &&= isHeld;
    console.log(
      `${isHeld ? 'held  ' : 'BROKEN'} ${String(passed).padStart(4)} of ${results.length}  ${name}`,
    );
  }
  return isWhole ? 0 : 1;
}
