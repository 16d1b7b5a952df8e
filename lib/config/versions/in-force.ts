import { requireRight } from '@/lib/access/may';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { configDocumentSchema } from '../document-schema';
import type { ConfigDocument } from '../schemas';

export interface ConfigInForce {
  /** 0: nothing was ever published. */
  version: number;
  document: ConfigDocument;
}

/** The configuration in force with its version, for who edits it. Never holds a secret. Throws `forbidden`. */
export async function configInForce(viewer: Viewer): Promise<ConfigInForce> {
  requireRight(viewer, 'config.read');
  const newest = await db().configVersion.findFirst({
    orderBy: { version: 'desc' },
    select: { version: true, document: true },
  });
  return { version: newest?.version ?? 0, document: configDocumentSchema.parse(newest?.document ?? {}) };
}
