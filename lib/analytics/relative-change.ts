/** Share by which a figure changed, 0.1 for a tenth more: a ratio to look at. Undefined where before there was nothing. */
export function relativeChange(before: string | undefined, after: string | undefined): number | undefined {
  if (before === undefined || after === undefined || Number(before) === 0) return undefined;
  return Number(after) / Number(before) - 1;
}
