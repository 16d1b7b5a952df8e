import { VIEWER_FIELDS, viewerOf } from '@/lib/access/viewer-of';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import { publishDraft } from './publish-draft';

/** A draft whose time has come and that could not be published is open again, and says why. */
async function giveBack(id: string, revision: number, why: string): Promise<void> {
  await db().configDraft.updateMany({
    where: { id, revision, state: 'scheduled' },
    data: {
      state: 'open',
      revision: revision + 1,
      publishAt: null,
      publishZone: null,
      scheduledBy: null,
      outcome: `Not published when it was due: ${why}`,
      updatedAt: new Date(),
    },
  });
}

/**
 * Publishes the drafts that are due, each with the rights that who scheduled it has now. Safe to run anywhere and twice:
 * who is second finds it published. Throws, after all were tried, when one failed otherwise than by a refusal; the next round tries it again.
 */
export async function publishDueDrafts(now: Date): Promise<{ published: number; refused: number }> {
  const due = await db().configDraft.findMany({
    where: { state: 'scheduled', publishAt: { lte: now } },
    orderBy: [{ publishAt: 'asc' }, { id: 'asc' }],
    select: { id: true, revision: true, scheduledBy: true },
  });
  const outcome = { published: 0, refused: 0 };
  const failures: unknown[] = [];
  for (const { id, revision, scheduledBy } of due) {
    const person = await db().user.findUnique({ where: { id: scheduledBy ?? '' }, select: VIEWER_FIELDS });
    try {
      if (person === null) throw new GatewayError('forbidden', 'who scheduled it is no longer here.');
      await publishDraft(viewerOf(person), id, revision);
      outcome.published += 1;
    } catch (error) {
      // What we refuse would be refused again; anything else may pass, and must not hold up the others.
      if (!(error instanceof GatewayError)) {
        failures.push(error);
        continue;
      }
      await giveBack(id, revision, error.message);
      outcome.refused += 1;
    }
  }
  if (failures.length > 0) throw failures[0];
  return outcome;
}
