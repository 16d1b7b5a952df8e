import { z } from 'zod';
import { db } from '@/lib/db';
import { requireRight } from '@/lib/access/may';
import { seesTeam } from '@/lib/access/reach';
import type { Viewer } from '@/lib/users/viewer';
import { keyView, type KeyView } from './key-view';

export const listKeysSchema = z.strictObject({ workspace: z.string().min(1).optional() });

/** Virtual keys that the viewer sees, newest first, disabled ones too. Throws `forbidden`. */
export async function listKeys(
  viewer: Viewer,
  input: z.input<typeof listKeysSchema> = {},
): Promise<KeyView[]> {
  requireRight(viewer, 'workspace.read');
  const { workspace } = listKeysSchema.parse(input);
  const rows = await db().virtualKey.findMany({
    ...(workspace === undefined ? {} : { where: { workspaceId: workspace } }),
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  });
  const seen = rows.filter((row) => seesTeam(viewer, row.workspaceId, row.team));
  const uses = await db().keyUse.findMany({ where: { keyId: { in: seen.map(({ id }) => id) } } });
  const lastUse = new Map(uses.map(({ keyId, lastUsedAt }) => [keyId, lastUsedAt]));
  return seen.map((row) => keyView(row, lastUse.get(row.id)));
}
