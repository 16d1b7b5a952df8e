import { z } from 'zod';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { ofOwnTeams } from './of-own-teams';
import { openAttempts } from './requests/open-attempts';
import type { Scope } from './scope';

export const quarantinedSchema = z.object({
  requestId: z.string(),
  attempt: z.number().int(),
  at: z.date().transform((at) => at.toISOString()),
  provider: z.string(),
  model: z.string(),
  /** Paths of the counts that cannot be right, in the provider's own usage object. */
  counts: z.array(z.string()),
  rawUsage: z.unknown(),
});

export type Quarantined = z.infer<typeof quarantinedSchema>;

const SHOWN = 200;

/** Attempts whose usage cannot be right, so that nothing of them was billed: how many, and the newest 200. */
export async function quarantinedUsage(
  viewer: Viewer,
  scope: Scope,
): Promise<{ total: number; attempts: Quarantined[] }> {
  const workspace = await openWorkspace(viewer, scope.workspaceId);
  const where = Prisma.sql`${openAttempts('quarantined', { ...scope, workspaceId: workspace.id })}
    AND ${ofOwnTeams(viewer, workspace.id, Prisma.sql`a`)}`;
  const counted = await db().$queryRaw<{ total: number }[]>(
    Prisma.sql`SELECT count(*)::int AS total FROM attempt a WHERE ${where}`,
  );
  const found = await db().$queryRaw(Prisma.sql`
    SELECT request_id AS "requestId", attempt, request_started_at AS at, provider, model,
      unpriced_meters AS counts, raw_usage AS "rawUsage"
    FROM attempt a WHERE ${where} ORDER BY request_started_at DESC, request_id LIMIT ${SHOWN}`);
  return { total: counted[0]?.total ?? 0, attempts: z.array(quarantinedSchema).parse(found) };
}
