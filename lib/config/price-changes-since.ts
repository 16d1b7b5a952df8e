import { db } from '@/lib/db';
import { diffConfig } from './diff-config';
import { configDocumentSchema } from './document-schema';
import { exportConfig } from './export-config';

/** What was published of prices after a version, in words, with the version in force. */
export async function priceChangesSince(version: number): Promise<{ version: number; sentences: string[] }> {
  const now = await exportConfig();
  const old = await db().configVersion.findUnique({ where: { version } });
  const before = configDocumentSchema.parse(old?.document ?? {}).prices;
  const only = (prices: typeof before) => ({ ...now.file, prices });
  const changes = diffConfig(only(before), now.file);
  return { version: now.version, sentences: changes.map(({ sentence }) => sentence) };
}
