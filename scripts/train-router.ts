import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { hashPrompt } from '@/lib/routing/learn/prompt-hasher';
import { loadTaskModel } from '@/lib/routing/learn/task-model';
import { seededRandom } from '@/lib/simulator/random';
import { readSuite, suiteNames } from './eval-routing/read-suite';
import { fitTaskModel } from './train-router/fit-task-model';
import { typeOfSuiteTask } from './train-router/task-of-row';
import { writtenPrompts } from './train-router/written-prompts';

const USAGE = `npm run train:router -- --data DIR [--seed 1] [--out FILE]
Learns the task classifier from the task names of each *.jsonl of DIR (scores are not read) and from written prompts, and
writes its weights. The same data and seed give the same file, byte for byte.`;

const DEFAULT_OUT = path.join('lib', 'routing', 'learn', 'task-weights.json');
const HELD_OUT = 5;

interface Row {
  task: string;
  prompt: string;
}

function readRows(folder: string): Row[] {
  return suiteNames(folder).flatMap((name) =>
    readSuite(folder, name).rows.flatMap(({ task: own, prompt }) => {
      const task = typeOfSuiteTask(own);
      return task === undefined ? [] : [{ task, prompt }];
    }),
  );
}

/** Share of every fifth row that a model of the others classifies right. */
function heldOutAccuracy(rows: readonly Row[]): number {
  const classifier = loadTaskModel(fitTaskModel(rows.filter((_, at) => at % HELD_OUT !== 0)), hashPrompt);
  const held = rows.filter((_, at) => at % HELD_OUT === 0);
  return held.filter(({ task, prompt }) => classifier.classify(prompt).task === task).length / held.length;
}

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: DEFAULT_OUT },
  },
});
if (values.data === undefined) {
  console.error(USAGE);
  process.exitCode = 1;
} else {
  const rows = [...readRows(values.data), ...writtenPrompts(seededRandom('train router', values.seed))];
  const random = seededRandom('train router order', values.seed);
  const order = rows.map((row) => [random(), row] as const).sort((a, b) => a[0] - b[0]);
  const shuffled = order.map(([, row]) => row);
  console.log(
    `${rows.length} prompts; right on a held-out fifth: ${(100 * heldOutAccuracy(shuffled)).toFixed(1)} %`,
  );
  const text = `${JSON.stringify(fitTaskModel(shuffled), undefined, 2)}\n`;
  writeFileSync(values.out, text);
  console.log(`${values.out}: ${Math.round(text.length / 1024)} KiB`);
}
