import { requireRight } from '@/lib/access/may';
import { getRequest } from '@/lib/analytics/requests/get-request';
import type { RequestDetail } from '@/lib/analytics/requests/request-detail';
import type { Viewer } from '@/lib/users/viewer';
import { MIN_COLUMNS, ROUTED_MODEL } from './limits';
import { readKeptPrompt, type KeptPrompt } from './read-kept-prompt';
import type { Content } from './schemas';
import { startContent } from './start-content';

export interface FromRequest {
  content: Content;
  /** What could be taken over and what could not, in words. */
  note: string;
}

/**
 * A logged request to be tried again: what was asked for, who served it, and its prompt where that is kept and may be
 * read. Throws `forbidden`, `not_found`.
 */
export async function fromRequest(viewer: Viewer, id: string): Promise<FromRequest> {
  requireRight(viewer, 'playground.use');
  const request = await getRequest(viewer, id);
  const kept = await readKeptPrompt(viewer, id, request.api);
  const names = [request.requestedModel, request.model, ROUTED_MODEL].filter((name) => name !== '');
  const models = [...new Set(names)].slice(0, 3);
  while (models.length < MIN_COLUMNS) models.push(ROUTED_MODEL);
  const content = { ...startContent([]), ...('prompt' in kept ? { prompt: kept.prompt } : {}), models };
  return { content, note: `From request ${id}: ${noteOf(kept, request)}.` };
}

function noteOf(kept: KeptPrompt, { task, route: { inputTokensEstimated: tokens } }: RequestDetail): string {
  if ('prompt' in kept) {
    const lost = kept.lost.length === 0 ? '' : `; left out: ${kept.lost.join(', ')}`;
    return `${kept.isRedacted ? 'its prompt, with what was taken out before it was kept' : 'its prompt'}${lost}`;
  }
  return [
    `its models are here. Its prompt is not, since ${kept.why}`,
    ...(task === '' ? [] : [`it looked like ${task.replaceAll('_', ' ')}`]),
    ...(tokens === undefined ? [] : [`it had about ${tokens} tokens`]),
  ].join('; ');
}
