import { db } from '@/lib/db';
import { diffConfig, type ConfigChange } from './diff-config';
import { configDocumentSchema } from '../document-schema';
import { exportConfig } from '../export-config';

export interface ChangesSince {
  /** In force now. */
  version: number;
  /** Without those of keys, which are not versioned. */
  changes: ConfigChange[];
}

/** What was published after a version; shows no secret. */
export async function changesSince(version: number): Promise<ChangesSince> {
  const now = await exportConfig();
  const old = await db().configVersion.findUnique({ where: { version } });
  const before = configDocumentSchema.parse(old?.document ?? {});
  return { version: now.version, changes: diffConfig({ ...before, keys: now.file.keys }, now.file) };
}
