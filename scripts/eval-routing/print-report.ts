import type { CascadeSimulation } from './cascade';
import type { Interval } from './compare';
import type { SuiteReport } from './evaluate-suite';

const cell = ({ mean, low, high }: Interval) =>
  `${mean.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`.padEnd(22);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** A suite as people read it; intervals are 95 %, by bootstrap over rows. */
export function printReport(report: SuiteReport): void {
  const { strong, weak } = report;
  console.log(`\n${report.suite}: ${report.rows} rows; ${report.protocol}`);
  console.log(
    `strong and best single ${strong.model} ${strong.quality.toFixed(3)} at cost 1; weak ${weak.model} ${weak.quality.toFixed(3)} at ${weak.cost.toFixed(3)}${report.costsKnown ? '' : ' (cost not known)'}`,
  );
  console.log(
    `${''.padEnd(26)}${['APGR', 'CPT(50)', 'CPT(80)', 'cost at 95 %', 'AIQ'].map((name) => name.padEnd(22)).join('')}`,
  );
  for (const [method, row] of Object.entries(report.methods))
    console.log(
      method.padEnd(26) + [row.apgr, row.cpt50, row.cpt80, row.costAt95, row.aiq].map(cell).join(''),
    );
  const { floor, manyModels, cascade, overText } = report;
  console.log(
    `learned less text head alone, paired: APGR ${overText.mean.toFixed(4)} (${overText.low.toFixed(4)} to ${overText.high.toFixed(4)})`,
  );
  console.log(
    `95 % floor with its margin: met on ${percent(floor.met)} of ${floor.splits} splits, at ${percent(floor.meanCost)} of the cost; "no routable slack" on ${percent(floor.noSlack)}`,
  );
  if (manyModels !== undefined)
    console.log(
      `many models: the quality of ${manyModels.bestSingle} at ${percent(manyModels.costAtBestSingle ?? 1)} of its cost (curve read on the test half); λ set in training: ${percent(manyModels.qualityShare)} of the quality at ${percent(manyModels.costShare)} of the cost; AIQ ${manyModels.aiq.toFixed(3)}`,
    );
  if (cascade !== undefined) printCascade(cascade);
  for (const { judged, tableApgr, headApgr, taken } of report.ownModels ?? [])
    console.log(
      `own models, ${judged} prompts with a word on one of the two: APGR ${tableApgr.toFixed(3)} by the table of tasks, ${headApgr.toFixed(3)} with the head where it is taken, in ${percent(taken)} of the draws`,
    );
}

function printCascade({ rows, promptOnly, outcomes }: CascadeSimulation): void {
  const orNever = (cost: number | undefined) => (cost === undefined ? 'never' : percent(cost));
  console.log(
    `${rows} word problems; the prompt alone needs ${promptOnly.map(({ qualityOfStrong, cost }) => `${orNever(cost)} of the cost for ${percent(qualityOfStrong)} of strong quality`).join(', ')}`,
  );
  for (const one of outcomes)
    console.log(
      `cascade, SIMULATED check (stops ${percent(one.caught)} of wrong, ${percent(one.falseAlarms)} of right answers): ${percent(one.qualityOfStrong)} of strong quality at ${percent(one.cost)} of the cost; the prompt alone, for as much: ${orNever(one.promptOnlyCost)}`,
    );
}
