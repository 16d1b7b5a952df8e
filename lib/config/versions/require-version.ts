import type { Transaction } from '../database';
import { changesSinceIn } from './changes-since';
import type { ConfigChange } from './diff-config';
import { VersionConflictError } from './version-conflict-error';

const any = () => true;

/**
 * Throws {@link VersionConflictError} when something was published since the version that the author looked at; with
 * `touches`, only for changes that it picks out. The error names them.
 */
export async function requireVersion(
  tx: Transaction,
  expected: number | undefined,
  actual: number,
  touches: (change: ConfigChange) => boolean = any,
): Promise<void> {
  if (expected === undefined || expected === actual) return;
  const changes = (await changesSinceIn(tx, expected)).changes.filter(touches);
  if (touches === any || changes.length > 0) throw new VersionConflictError(expected, actual, changes);
}
