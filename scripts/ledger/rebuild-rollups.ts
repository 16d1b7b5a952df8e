import { rebuildRollups } from '@/lib/ledger/rollup/rebuild';
import { withDatabase } from './with-database';

/** Of one workspace, or of all. */
export async function rebuildFromRows(workspaceId: string | undefined): Promise<number> {
  const onDay = (workspace: string, day: string) => console.log(`${workspace} ${day}`);
  const days = await withDatabase('rebuild-rollups', (client) =>
    rebuildRollups(client, { onDay, ...(workspaceId === undefined ? {} : { workspaceId }) }),
  );
  console.log(`Rebuilt ${days} days.`);
  return 0;
}
