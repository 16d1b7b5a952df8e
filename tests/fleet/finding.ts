/** What was measured: its name, what was seen, what is asked for, whether that is met. */
export interface Finding {
  name: string;
  seen: string;
  wanted: string;
  ok: boolean;
}

export function table(findings: readonly Finding[]): string {
  const rows = [
    ['', 'what', 'measured', 'wanted'],
    ...findings.map(({ name, seen, wanted, ok }) => [ok ? '✓' : '✗', name, seen, wanted]),
  ];
  const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export const atMost = (name: string, ms: number, mostMs: number): Finding => ({
  name,
  seen: `${Math.round(ms)} ms`,
  wanted: `<= ${mostMs} ms`,
  ok: ms <= mostMs,
});
