import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { publishedDocument } from '@/lib/analytics/published-document';
import { db } from '@/lib/db';
import { MANAGED_PREFIX } from '@/lib/keys/managed';
import type { Viewer } from '@/lib/users/viewer';
import { DEMO_WORKSPACE } from '@/lib/workspaces/ids';

/** What a new installation needs, and whether it is there. */
export const firstStepsSchema = z.strictObject({
  provider: z.boolean().describe('A provider that is no simulator'),
  key: z.boolean().describe('A key that an application may use'),
  request: z.boolean().describe('Such a key was used; noticed seconds after the answer'),
  budget: z.boolean(),
});
export type FirstSteps = z.infer<typeof firstStepsSchema>;

/** How far the installation is, whatever the demo holds. Throws `forbidden` for who could do none of it. */
export async function readFirstSteps(viewer: Viewer): Promise<FirstSteps> {
  requireRight(viewer, 'config.publish');
  const own = { workspaceId: { not: DEMO_WORKSPACE }, NOT: { id: { startsWith: MANAGED_PREFIX } } };
  const [document, key, used] = await Promise.all([
    publishedDocument(),
    db().virtualKey.findFirst({ where: { ...own, enabled: true }, select: { id: true } }),
    db().$queryRaw<unknown[]>`
      SELECT 1 FROM key_use JOIN virtual_key ON virtual_key.id = key_use.key_id
      WHERE virtual_key.workspace_id <> ${DEMO_WORKSPACE} AND NOT starts_with(virtual_key.id, ${MANAGED_PREFIX})
      LIMIT 1`,
  ]);
  return {
    provider: document.providers.some(({ enabled, simulated }) => enabled && !simulated),
    key: key !== null,
    request: used.length > 0,
    budget: document.budgets.length > 0,
  };
}
