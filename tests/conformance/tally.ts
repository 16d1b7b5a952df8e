import { appendFileSync } from 'node:fs';

declare module 'vitest' {
  interface TaskMeta {
    /** Row of the summary that this test counts in. */
    cell?: string;
  }
}

/** Counts cells by row, for the summary of what passed of what. */
export class Tally {
  private readonly rows = new Map<string, { passed: number; total: number }>();

  constructor(private readonly title: string) {}

  count(row: string, passed: boolean): void {
    const counts = this.rows.get(row) ?? { passed: 0, total: 0 };
    this.rows.set(row, { passed: counts.passed + (passed ? 1 : 0), total: counts.total + 1 });
  }

  print(): void {
    const all = [...this.rows.values()];
    const sum = (pick: 'passed' | 'total') => all.reduce((total, row) => total + row[pick], 0);
    const width = Math.max(...[...this.rows.keys()].map((row) => row.length));
    const lines = [...this.rows].map(
      ([row, { passed, total }]) => `  ${row.padEnd(width)}  ${passed}/${total}`,
    );
    const text = `${this.title}: ${sum('passed')} of ${sum('total')} cells passed\n${lines.join('\n')}\n`;
    const file = process.env['CONFORMANCE_SUMMARY'];
    if (file === undefined) console.log(text);
    else appendFileSync(file, text);
  }
}
