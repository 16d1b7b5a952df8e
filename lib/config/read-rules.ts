import { requireRight } from '@/lib/access/may';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { configDocumentSchema } from './document-schema';
import type { ConfigDocument } from './schemas';

export interface RulesInForce {
  /** 0 when nothing was ever published. */
  version: number;
  rules: ConfigDocument['rules'];
  models: ConfigDocument['models'];
}

/** The rules of the configuration in force, in the order in which they are tried. Throws `forbidden`. */
export async function readRules(viewer: Viewer): Promise<RulesInForce> {
  requireRight(viewer, 'config.read');
  const newest = await db().configVersion.findFirst({ orderBy: { version: 'desc' } });
  const { rules, models } = configDocumentSchema.parse(newest?.document ?? {});
  return { version: newest?.version ?? 0, rules, models };
}
