import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { crossValidate, trainThenTest, type SuiteReport } from './eval-routing/evaluate-suite';
import { readCosts, readSuite, suiteNames } from './eval-routing/read-suite';
import { printReport } from './eval-routing/print-report';

const USAGE = `npm run eval:routing -- --data DIR [--folds 5] [--out FILE.json]   cross-validation on each *.jsonl of DIR
npm run eval:routing -- --train DIR --test DIR [--out FILE.json]  learns from one folder, looks at the other

A line of a suite: {"task", "prompt", "scores": {model: 0 to 1}}. costs.json beside it (model → cost of a call) is optional.`;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    folds: { type: 'string', default: '5' },
    train: { type: 'string' },
    test: { type: 'string' },
    out: { type: 'string' },
  },
});

function foldsOf(text: string): number {
  const folds = Number(text);
  if (!Number.isInteger(folds) || folds < 2 || folds > 50)
    throw new Error(`--folds is a whole number from 2 to 50, not ${text}`);
  return folds;
}

async function* reports(): AsyncGenerator<SuiteReport> {
  const { data, train, test } = values;
  if (data !== undefined)
    for (const name of suiteNames(data))
      yield await crossValidate(readSuite(data, name), readCosts(data), foldsOf(values.folds));
  else if (train !== undefined && test !== undefined)
    for (const name of suiteNames(test))
      yield trainThenTest(readSuite(train, name), readSuite(test, name), {
        ...readCosts(train),
        ...readCosts(test),
      });
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
