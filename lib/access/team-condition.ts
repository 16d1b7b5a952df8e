import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { teamsSeen } from './reach';

/** The viewer's teams as a condition on a column, `true` for who sees the whole workspace. */
export function teamCondition(viewer: Viewer, workspaceId: string, column: Prisma.Sql): Prisma.Sql {
  const teams = teamsSeen(viewer, workspaceId);
  return teams === undefined ? Prisma.sql`true` : Prisma.sql`${column} = ANY(${[...teams]}::text[])`;
}
