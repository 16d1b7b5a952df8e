import { z } from 'zod';
import { isRole, ROLES } from '@/lib/access/roles';
import type { Prisma } from '@/lib/generated/prisma/client';
import { membershipsSchema } from './memberships';

const instant = z.iso.datetime();

/** A person as those who manage people see them. */
export const personViewSchema = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(ROLES),
  memberships: membershipsSchema,
  secondFactor: z.boolean(),
  openSessions: z.number().int(),
  createdAt: instant,
  lastSignInAt: instant.nullable(),
});
export type PersonView = z.infer<typeof personViewSchema>;

/** What {@link personView} is made of. */
export function personInclude(now: Date) {
  return {
    memberships: { orderBy: { workspaceId: 'asc' } },
    secondFactor: { select: { confirmedAt: true } },
    sessions: { where: { revokedAt: null, expiresAt: { gt: now } }, select: { id: true } },
  } as const satisfies Prisma.UserInclude;
}

type Person = Prisma.UserGetPayload<{ include: ReturnType<typeof personInclude> }>;

export function personView(row: Person): PersonView {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: isRole(row.role) ? row.role : 'viewer',
    memberships: row.memberships.map(({ workspaceId, teams }) => ({ workspace: workspaceId, teams })),
    secondFactor: row.secondFactor?.confirmedAt != null,
    openSessions: row.sessions.length,
    createdAt: row.createdAt.toISOString(),
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
  };
}
