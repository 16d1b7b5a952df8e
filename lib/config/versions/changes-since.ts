import { db } from '@/lib/db';
import { configFile } from '../config-file';
import type { Transaction } from '../database';
import { configDocumentSchema } from '../document-schema';
import { readState } from '../read-state';
import type { ConfigDocument, ConfigFile } from '../schemas';
import { diffConfig, type ConfigChange } from './diff-config';

export interface ChangesSince {
  /** In force now. */
  version: number;
  /** Without those of keys, which are not versioned. */
  changes: ConfigChange[];
  /** Who published them, each once, the last one first. */
  by: string[];
  before: ConfigDocument;
  now: ConfigFile;
}

/** What was published after a version; the changes show no secret. */
export async function changesSince(version: number): Promise<ChangesSince> {
  return db().$transaction((tx) => changesSinceIn(tx, version), { isolationLevel: 'RepeatableRead' });
}

/** The same within a transaction. */
export async function changesSinceIn(tx: Transaction, version: number): Promise<ChangesSince> {
  const state = await readState(tx);
  const now = configFile(state);
  // Since one that never was in force nothing has changed.
  const seen = Math.min(version, state.version);
  const old = await tx.configVersion.findUnique({ where: { version: seen } });
  const later = await tx.configVersion.findMany({
    where: { version: { gt: seen } },
    orderBy: { version: 'desc' },
    take: 100,
    select: { author: true },
  });
  const before = configDocumentSchema.parse(old?.document ?? {});
  return {
    version: state.version,
    changes: diffConfig({ ...before, keys: now.keys }, now),
    by: [...new Set(later.map(({ author }) => author))],
    before,
    now,
  };
}
