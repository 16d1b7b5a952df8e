/** Prints a value as JSON when that was asked for, else the lines. */
export function show(asJson: boolean | undefined, value: unknown, lines: () => readonly string[]): void {
  console.log(asJson === true ? JSON.stringify(value, null, 2) : lines().join('\n'));
}

/** Rows in columns as wide as they need to be; the first row is the head. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (all, row) => row.map((cell, index) => Math.max(cell.length, all[index] ?? 0)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
