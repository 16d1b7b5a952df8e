import { requireRight } from '@/lib/access/may';
import { publishedDocument } from '@/lib/analytics/published-document';
import type { Viewer } from '@/lib/users/viewer';

/** `provider/model` of all that answers prompts at a provider that is on, in the order of the configuration. Throws `forbidden`. */
export async function listTargetNames(viewer: Viewer): Promise<string[]> {
  requireRight(viewer, 'job.run');
  const { models, providers } = await publishedDocument();
  const on = new Set(providers.filter(({ enabled }) => enabled).map(({ id }) => id));
  return models
    .filter(({ capabilities }) => capabilities?.embeddings !== true)
    .flatMap(({ id, offers }) =>
      offers.filter(({ provider }) => on.has(provider)).map(({ provider }) => `${provider}/${id}`),
    );
}
