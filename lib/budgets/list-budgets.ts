import { publishedDocument } from '@/lib/analytics/published-document';
import type { Budget } from '@/lib/config/schemas';
import type { Viewer } from '@/lib/users/viewer';
import { assertMayRead } from '@/lib/workspaces/open-workspace';

/** The budgets of the configuration in force, of all workspaces. Throws `forbidden`. */
export async function listBudgets(viewer: Viewer): Promise<Budget[]> {
  assertMayRead(viewer);
  return (await publishedDocument()).budgets;
}
