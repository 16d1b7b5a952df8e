/** `-2024-08-06`, `-20241022`, `@20241022`, `-03-2025`, `-0613`, `-002`, `-latest`. */
const SNAPSHOT_SUFFIX = /[-@:](?:latest|\d{4}-\d{2}-\d{2}|\d{2}-\d{4}|\d{8}|\d{3,4})$/;

/**
 * True when the one that was served is the one asked for, under a date that one of the two names does not give:
 * `gpt-4o-2024-08-06` for `gpt-4o`, never `gpt-4o-mini` for it, nor one date for another. A request that was served by
 * another model must not be billed as the one asked for.
 */
export function isSnapshotOf(served: string, asked: string): boolean {
  const name = undated(served);
  if (name !== undated(asked)) return false;
  return served === asked || isOpen(asked, name) || isOpen(served, name);
}

function undated(model: string): string {
  return model.replace(SNAPSHOT_SUFFIX, '');
}

/** A name that leaves the date to the provider. */
function isOpen(model: string, name: string): boolean {
  return model === name || model.endsWith('latest');
}
