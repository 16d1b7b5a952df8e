import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Outcome } from './outcome';

const ROOTS = ['app', 'components', 'lib', 'proxy.ts', 'server.ts'];
const GENERATED = path.join('lib', 'generated');
const MAX_MEDIAN = 60;
const MAX_LINES = 300;

/** Small files, held by a count: median at most 60 lines, none over 300, generated ones apart. */
export async function checkLineCounts(): Promise<Outcome> {
  const counts = ROOTS.flatMap(sourceFiles).map((file) => ({ file, lines: countLines(file) }));
  const sorted = counts.map(({ lines }) => lines).sort((a, b) => a - b);
  const median = quantile(sorted, 0.5);
  const long = counts.filter(({ lines }) => lines > MAX_LINES);
  const problems = long.map(({ file, lines }) => `${file} has ${lines} lines, more than ${MAX_LINES}`);
  if (median > MAX_MEDIAN) problems.push(`the median file has ${median} lines, more than ${MAX_MEDIAN}`);
  const isGood = problems.length === 0;
  return {
    name: 'line counts',
    passed: isGood ? 1 : 0,
    failed: isGood ? 0 : 1,
    skipped: [],
    output: problems.join('\n'),
    note: `median ${median}, p90 ${quantile(sorted, 0.9)}, max ${quantile(sorted, 1)} of ${sorted.length} files`,
  };
}

/** The value at a rank, nearest-rank method; 0 for none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function sourceFiles(entry: string): string[] {
  if (entry === GENERATED) return [];
  if (!statSync(entry).isDirectory()) return /\.tsx?$/.test(entry) ? [entry] : [];
  return readdirSync(entry).flatMap((name) => sourceFiles(path.join(entry, name)));
}

function countLines(file: string): number {
  return readFileSync(file, 'utf8').trimEnd().split('\n').length;
}
