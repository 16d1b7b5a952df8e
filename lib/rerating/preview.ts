import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { openWhole } from '@/lib/access/open-whole';
import type { Viewer } from '@/lib/users/viewer';
import { rateAttempt } from './rated-attempt';
import { readAttempts } from './read-attempts';
import { readRatingBook } from './read-book';
import { previewRequestSchema, type ReratingPreview } from './schemas';
import { ReratingTally } from './tally';
import { withBooks } from './with-books';

/** Throws `forbidden` for those who may not change what was billed. */
export function assertMayRerate(viewer: Viewer): void {
  requireRight(viewer, 'config.publish');
}

/**
 * What the prices of now (with those of a draft, if given) would change of what was billed in a span. Changes nothing.
 * Throws ZodError, `forbidden`, `not_found`, and ConfigProblemsError for a draft that does not fit.
 */
export async function previewRerating(
  viewer: Viewer,
  input: z.input<typeof previewRequestSchema>,
): Promise<ReratingPreview> {
  assertMayRerate(viewer);
  const { workspace: id, from, to, provider, model, prices } = previewRequestSchema.parse(input);
  const workspace = await openWhole(viewer, id);
  const tally = new ReratingTally(workspace.reportingZone);
  const span = { workspaceId: workspace.id, from: new Date(from), to: new Date(to), provider, model };
  const version = await withBooks('read', async (client) => {
    const rating = await readRatingBook(client, prices);
    for await (const attempts of readAttempts(client, span))
      for (const attempt of attempts) tally.add(attempt, rateAttempt(rating.book, attempt, rating.regionOf));
    return rating.version;
  });
  const runId = randomUUID();
  return { runId, version, workspace: workspace.id, zone: workspace.reportingZone, ...tally.figures() };
}
