import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { openDryRun } from './open-dry-run';
import type { DryRunView } from './schemas';

/** Ends a run that waits at once, and one that runs at its next step. One that has ended stays as it is. Throws `forbidden`, `not_found`. */
export async function cancelDryRun(viewer: Viewer, id: string): Promise<DryRunView> {
  await openDryRun(viewer, id);
  await db().$executeRaw`UPDATE dry_run SET cancel_asked = true,
      state = CASE state WHEN 'waiting' THEN 'cancelled' ELSE state END,
      ended_at = CASE state WHEN 'waiting' THEN now() ELSE ended_at END
    WHERE id = ${id} AND state IN ('waiting', 'running')`;
  return openDryRun(viewer, id);
}
