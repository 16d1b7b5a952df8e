import { requireRight } from '@/lib/access/may';
import { publishedDocument } from '@/lib/analytics/published-document';
import type { Viewer } from '@/lib/users/viewer';

/** Ids of the configured models that answer prompts, in their order. Throws `forbidden`. */
export async function listChatModels(viewer: Viewer): Promise<string[]> {
  requireRight(viewer, 'playground.use');
  const { models } = await publishedDocument();
  return models.filter(({ capabilities }) => capabilities?.embeddings !== true).map(({ id }) => id);
}
