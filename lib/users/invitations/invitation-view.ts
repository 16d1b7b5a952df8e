import { z } from 'zod';
import { isRole, ROLES } from '@/lib/access/roles';
import type { Invitation } from '@/lib/generated/prisma/client';
import { membershipsSchema } from '../people/memberships';

const instant = z.iso.datetime();

/** An invitation as it is shown: never its token or digest. */
export const invitationViewSchema = z.strictObject({
  id: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  memberships: membershipsSchema,
  createdAt: instant,
  expiresAt: instant,
});
export type InvitationView = z.infer<typeof invitationViewSchema>;

export function invitationView(row: Invitation): InvitationView {
  return {
    id: row.id,
    email: row.email,
    role: isRole(row.role) ? row.role : 'viewer',
    memberships: membershipsSchema.parse(row.memberships),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}
