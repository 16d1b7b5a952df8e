import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { sentInstant } from '@/lib/config/check/sent-instant';
import { requireRight } from '@/lib/access/may';
import { teamsSeen } from '@/lib/access/reach';
import { ConfigProblemsError } from '@/lib/config/check/problem';
import { db } from '@/lib/db';
import { lookAtDraft } from '@/lib/drafts/look-at-draft';
import { GatewayError } from '@/lib/errors/gateway-error';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { openDryRun } from './open-dry-run';
import type { DryRunView } from './schemas';

export const startDryRunSchema = z.strictObject({
  workspace: z.string().min(1).default('main'),
  draftId: z.string().min(1).max(100),
  from: sentInstant,
  /** Exclusive. */
  to: sentInstant,
});

/** Runs of one workspace that wait or run at once: each reads its whole period. */
const MAX_OPEN = 5;

/**
 * Asks for a draft to be tried on a period of past traffic; a worker does it. Throws `forbidden`, `not_found`, ZodError,
 * ConfigProblemsError for a draft that is wrong, `conflict` while enough others wait.
 */
export async function startDryRun(
  viewer: Viewer,
  input: z.input<typeof startDryRunSchema>,
): Promise<DryRunView> {
  requireRight(viewer, 'config.draft');
  const { workspace: workspaceId, draftId, from, to } = startDryRunSchema.parse(input);
  const workspace = await openWorkspace(viewer, workspaceId);
  if (Date.parse(from) >= Date.parse(to))
    throw new GatewayError('invalid_request', 'The period must end after it begins.', { param: 'to' });
  const { draft, problems } = await lookAtDraft(viewer, draftId);
  if (problems.length > 0) throw new ConfigProblemsError(problems);
  const open = await db().dryRun.count({
    where: { workspaceId: workspace.id, state: { in: ['waiting', 'running'] } },
  });
  if (open >= MAX_OPEN)
    throw new GatewayError('conflict', `${open} dry runs wait or run already. Cancel one, or wait.`);
  const teams = teamsSeen(viewer, workspace.id);
  const id = randomUUID();
  await db().$executeRaw(Prisma.sql`
    INSERT INTO dry_run (id, draft_id, workspace_id, teams, author, content, draft_revision, from_at, to_at)
    VALUES (${id}, ${draft.id}, ${workspace.id}, ${teams === undefined ? null : [...teams]}::text[], ${viewer.email},
      ${JSON.stringify(draft.content)}::jsonb, ${draft.revision}, ${new Date(from)}, ${new Date(to)})`);
  return openDryRun(viewer, id);
}
