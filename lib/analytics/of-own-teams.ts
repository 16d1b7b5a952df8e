import { reaches, teamsSeen } from '@/lib/access/reach';
import { teamCondition } from '@/lib/access/team-condition';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';

/** Condition on attempts (under `alias`) that the viewer sees: those of requests of their own teams. */
export function ofOwnTeams(viewer: Viewer, workspaceId: string, alias: Prisma.Sql): Prisma.Sql {
  if (reaches(viewer, workspaceId) && teamsSeen(viewer, workspaceId) === undefined) return Prisma.sql`true`;
  return Prisma.sql`EXISTS (
    SELECT 1 FROM request r WHERE r.started_at = ${alias}.request_started_at AND r.id = ${alias}.request_id
      AND ${teamCondition(viewer, workspaceId, Prisma.sql`r.team`)})`;
}
