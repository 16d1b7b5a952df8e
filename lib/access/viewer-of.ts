import type { Prisma } from '@/lib/generated/prisma/client';
import type { Reach, Viewer } from '@/lib/users/viewer';

/** Columns of a person from which a viewer is made. */
export const VIEWER_FIELDS = {
  id: true,
  email: true,
  role: true,
  memberships: { select: { workspaceId: true, teams: true } },
} as const satisfies Prisma.UserSelect;

type Person = Prisma.UserGetPayload<{ select: typeof VIEWER_FIELDS }>;

/** Owners and admins answer for the whole installation; everybody else sees where they were put. */
const EVERYWHERE: readonly string[] = ['owner', 'admin'];

export function viewerOf({ id, email, role, memberships }: Person): Viewer {
  if (EVERYWHERE.includes(role)) return { id, email, role };
  return { id, email, role, reach: memberships.map(reachOf) };
}

function reachOf({ workspaceId, teams }: Person['memberships'][number]): Reach {
  return teams.length === 0 ? { workspaceId } : { workspaceId, teams };
}
