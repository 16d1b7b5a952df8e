import { MAX_CLASSES } from './limits';
import type { MixLine, PlanInput } from './scenario-schemas';

/** Requests of one task that one model served in a period, with all of their tokens. */
export interface ServedTraffic {
  task: string;
  model: string;
  requests: number;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
}

export const AS_IT_WAS = 'As it was';
const NO_TASK = 'no task';
const MONTH_DAYS = 30;

/**
 * A plan whose classes are the tasks of a period of `days` days, scaled to a month of 30. The first scenario sends each to the
 * models that served it, the second everything to the model that served most. Undefined without traffic. Shares are rounded to
 * 0.01 %, the most used model taking the rest. Pure.
 */
export function planFromTraffic(traffic: readonly ServedTraffic[], days: number): PlanInput | undefined {
  const byTask = new Map<string, ServedTraffic[]>();
  for (const row of traffic) {
    const name = row.task === '' ? NO_TASK : row.task;
    byTask.set(name, [...(byTask.get(name) ?? []), row]);
  }
  const tasks = [...byTask].toSorted(([, a], [, b]) => requestsOf(b) - requestsOf(a)).slice(0, MAX_CLASSES);
  const used = tasks.filter(([, rows]) => requestsOf(rows) > 0);
  if (used.length === 0) return undefined;
  const main = mostUsed(traffic);
  return {
    months: 1,
    classes: used.map(([name, rows]) => classOf(name, rows, days)),
    scenarios: [
      { name: AS_IT_WAS, mix: used.flatMap(([name, rows]) => mixLines(name, rows)) },
      { name: `All on ${main}`, mix: [{ model: main, percent: '100' }] },
    ],
  };
}

const sum = (rows: readonly ServedTraffic[], of: (row: ServedTraffic) => number) =>
  rows.reduce((all, row) => all + of(row), 0);
const requestsOf = (rows: readonly ServedTraffic[]) => sum(rows, ({ requests }) => requests);

function mostUsed(traffic: readonly ServedTraffic[]): string {
  const byModel = new Map<string, number>();
  for (const { model, requests } of traffic) byModel.set(model, (byModel.get(model) ?? 0) + requests);
  return [...byModel].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0])[0];
}

function classOf(name: string, rows: readonly ServedTraffic[], days: number) {
  const requests = requestsOf(rows);
  const input = sum(rows, ({ inputTokens }) => inputTokens);
  const cached = sum(rows, ({ cachedTokens }) => cachedTokens);
  return {
    name,
    requests: Math.round((requests * MONTH_DAYS) / days),
    inputTokens: (input / requests).toFixed(2),
    outputTokens: (sum(rows, ({ outputTokens }) => outputTokens) / requests).toFixed(2),
    cachedPercent: input === 0 ? '0' : ((cached / input) * 100).toFixed(2),
  };
}

function mixLines(name: string, rows: readonly ServedTraffic[]): MixLine[] {
  const requests = requestsOf(rows);
  const [first, ...others] = rows.toSorted((a, b) => b.requests - a.requests);
  const shares = others
    .map(({ model, requests: own }) => ({ model, hundredths: Math.round((own / requests) * 10_000) }))
    .filter(({ hundredths }) => hundredths > 0);
  const rest = shares.reduce((left, { hundredths }) => left - hundredths, 10_000);
  const all = [{ model: first?.model ?? '', hundredths: rest }, ...shares];
  return all.map(({ model, hundredths }) => ({ class: name, model, percent: (hundredths / 100).toFixed(2) }));
}
