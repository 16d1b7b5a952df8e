import { requireRight } from '@/lib/access/may';
import { publishedDocument } from '@/lib/analytics/published-document';
import type { Budget } from '@/lib/config/schemas';
import type { Viewer } from '@/lib/users/viewer';

/** The budgets of the configuration in force, of all workspaces. Throws `forbidden`. */
export async function listBudgets(viewer: Viewer): Promise<Budget[]> {
  requireRight(viewer, 'config.read');
  return (await publishedDocument()).budgets;
}
