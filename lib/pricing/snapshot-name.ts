/** `-2024-08-06`, `-20241022`, `@20241022`, `-03-2025`, `-0613`, `-002`, `-latest`. */
const SNAPSHOT_SUFFIX = /[-@:](?:latest|\d{4}-\d{2}-\d{2}|\d{2}-\d{4}|\d{8}|\d{3,4})$/;

/**
 * True when both names are one model under different dates or none: `gpt-4o-2024-08-06` and `gpt-4o`, never
 * `gpt-4o-mini` and `gpt-4o`. A request that was served by another model must not be billed as the one asked for.
 */
export function isSnapshotOf(served: string, asked: string): boolean {
  return served.replace(SNAPSHOT_SUFFIX, '') === asked.replace(SNAPSHOT_SUFFIX, '');
}
