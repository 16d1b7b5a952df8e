import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { localTime } from '@/lib/config/check/local-time';
import { instantOf } from '@/lib/config/prices/price-change-schema';
import { ConfigProblemsError } from '@/lib/config/check/problem';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import { isKnownZone } from '@/lib/pricing/zone-offset';
import type { Viewer } from '@/lib/users/viewer';
import { changeDraft } from './change-draft';
import { lookAtDraft } from './look-at-draft';
import type { DraftView } from './schemas';

const YEAR_MS = 366 * 86_400_000;

export const scheduleDraftSchema = z.strictObject({
  revision: z.int32().min(1),
  /** Wall-clock time in the zone: `2026-11-23T09:00`. */
  at: localTime('a day and time such as 2026-11-23T09:00'),
  zone: z.string().max(100).refine(isKnownZone, 'no time zone that is known here, such as Europe/Berlin'),
});

/**
 * Has a draft published at an instant by the worker, with the rights that the viewer has then. Throws `forbidden`,
 * `not_found`, `conflict`, ZodError, and ConfigProblemsError for a draft that could not be published now.
 */
export async function scheduleDraft(
  viewer: Viewer,
  id: string,
  input: z.input<typeof scheduleDraftSchema>,
  now = new Date(),
): Promise<DraftView> {
  requireRight(viewer, 'config.publish');
  const { revision, at, zone } = scheduleDraftSchema.parse(input);
  const publishAt = new Date(instantOf(at, zone));
  const aheadMs = publishAt.getTime() - now.getTime();
  if (aheadMs <= 0 || aheadMs > YEAR_MS)
    throw new GatewayError('invalid_request', 'The time must lie ahead, and within a year.', { param: 'at' });
  if ((await db().user.count({ where: { id: viewer.id } })) === 0)
    throw new GatewayError(
      'forbidden',
      'Only a person may schedule: their rights are asked again when it is due.',
    );
  const { problems, overtakenBy } = await lookAtDraft(viewer, id);
  if (problems.length > 0) throw new ConfigProblemsError(problems);
  if (overtakenBy !== undefined)
    throw new GatewayError(
      'conflict',
      'Somebody changed the same since this draft was begun. Look at both first.',
    );
  return changeDraft(viewer, id, revision, {
    state: 'scheduled',
    publishAt,
    publishZone: zone,
    scheduledBy: viewer.id,
    outcome: '',
  });
}

/** Takes a draft off the schedule. Throws `forbidden`, `not_found`, `conflict`. */
export function unscheduleDraft(viewer: Viewer, id: string, revision: number): Promise<DraftView> {
  requireRight(viewer, 'config.publish');
  return changeDraft(viewer, id, revision, {
    state: 'open',
    publishAt: null,
    publishZone: null,
    scheduledBy: null,
  });
}
