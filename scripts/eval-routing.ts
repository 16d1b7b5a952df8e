import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { crossValidate, trainThenTest, type SuiteReport } from './eval-routing/evaluate-suite';
import { readCosts, readSuite, suiteNames } from './eval-routing/read-suite';
import { printReport } from './eval-routing/print-report';

const USAGE = `npm run eval:routing -- --data DIR [--folds 5] [--splits 20] [--out FILE.json]   cross-validation on each *.jsonl of DIR
npm run eval:routing -- --train DIR --test DIR [--splits 20] [--out FILE.json]  learns from one folder, looks at the other

A line of a suite: {"task", "prompt", "scores": {model: 0 to 1}}. costs.json beside it (model → cost of a call) is optional.`;

/** What was asked for; an option that there is none of ends here, with those that there are. */
function given() {
  try {
    const options = {
      data: { type: 'string' },
      folds: { type: 'string', default: '5' },
      splits: { type: 'string', default: '20' },
      train: { type: 'string' },
      test: { type: 'string' },
      out: { type: 'string' },
    } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(1);
  }
}
const values = given();

function countOf(option: 'folds' | 'splits', least: number): number {
  const count = Number(values[option]);
  if (!Number.isInteger(count) || count < least || count > 50)
    throw new Error(`--${option} is a whole number from ${least} to 50, not ${values[option]}`);
  return count;
}

async function* reports(): AsyncGenerator<SuiteReport> {
  const { data, train, test } = values;
  const protocol = { folds: countOf('folds', 2), splits: countOf('splits', 1) };
  if (data !== undefined)
    for (const name of suiteNames(data))
      yield await crossValidate(readSuite(data, name), readCosts(data), protocol);
  else if (train !== undefined && test !== undefined)
    for (const name of suiteNames(test))
      yield trainThenTest(
        readSuite(train, name),
        readSuite(test, name),
        { ...readCosts(train), ...readCosts(test) },
        protocol,
      );
  else throw new Error(USAGE);
}

const started = performance.now();
try {
  const all: SuiteReport[] = [];
  for await (const report of reports()) {
    printReport(report);
    all.push(report);
  }
  const seconds = (performance.now() - started) / 1_000;
  console.log(`${all.length} suites in ${seconds.toFixed(0)} s`);
  if (values.out !== undefined)
    writeFileSync(values.out, `${JSON.stringify({ suites: all, seconds }, undefined, 2)}\n`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
