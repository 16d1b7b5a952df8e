import { db } from '@/lib/db';
import { configDocumentSchema } from '@/lib/config/document-schema';
import type { ConfigDocument } from '@/lib/config/schemas';

/** The configuration in force; an empty one when none was published. Never holds a secret. */
export async function publishedDocument(): Promise<ConfigDocument> {
  const newest = await db().configVersion.findFirst({
    orderBy: { version: 'desc' },
    select: { document: true },
  });
  return configDocumentSchema.parse(newest?.document ?? {});
}
