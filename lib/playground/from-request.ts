import { requireRight } from '@/lib/access/may';
import { getRequest } from '@/lib/analytics/get-request';
import type { Viewer } from '@/lib/users/viewer';
import { MIN_COLUMNS, ROUTED_MODEL } from './limits';
import type { Content } from './schemas';
import { startContent } from './start-content';

export interface FromRequest {
  content: Content;
  /** What could be taken over and what could not, in words. */
  note: string;
}

/**
 * What of a logged request can be tried again: who served it and what was asked for. Its texts are not kept, which the
 * note says. Throws `forbidden`, `not_found`.
 */
export async function fromRequest(viewer: Viewer, id: string): Promise<FromRequest> {
  requireRight(viewer, 'playground.use');
  const { requestedModel, model, task, route } = await getRequest(viewer, id);
  const names = [requestedModel, model, ROUTED_MODEL].filter((name) => name !== '');
  const models = [...new Set(names)].slice(0, 3);
  while (models.length < MIN_COLUMNS) models.push(ROUTED_MODEL);
  const tokens = route.inputTokensEstimated;
  const facts = [
    ...(task === '' ? [] : [`it looked like ${task.replaceAll('_', ' ')}`]),
    ...(tokens === undefined ? [] : [`its prompt had about ${tokens} tokens`]),
  ];
  return {
    content: { ...startContent([]), models },
    note:
      [
        `From request ${id}: its models are here. Its prompt is not, since texts of this request were not kept`,
        ...facts,
      ].join('; ') + '.',
  };
}
