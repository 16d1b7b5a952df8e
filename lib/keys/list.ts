import { z } from 'zod';
import { db } from '@/lib/db';
import { keyView, type KeyView } from './key-view';

export const listKeysSchema = z.strictObject({ workspace: z.string().min(1).optional() });

/** Virtual keys, newest first, disabled ones too. */
export async function listKeys(input: z.input<typeof listKeysSchema> = {}): Promise<KeyView[]> {
  const { workspace } = listKeysSchema.parse(input);
  const rows = await db().virtualKey.findMany({
    ...(workspace === undefined ? {} : { where: { workspaceId: workspace } }),
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  });
  return rows.map(keyView);
}
