import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { announceChange, withConfigLock, type Transaction } from '@/lib/config/database';
import { GatewayError } from '@/lib/errors/gateway-error';
import { membershipsSchema } from '@/lib/users/people/memberships';
import type { Viewer } from '@/lib/users/viewer';
import { teamView, type TeamView } from './schemas';

export const removeTeamSchema = z.strictObject({
  workspace: z.string().min(1).max(200).default('main'),
  id: z.string().min(1).max(100),
});

/** Removes a team that nobody is in and no key in use belongs to. Throws `forbidden`, 404, and 409 while it is in use. */
export async function removeTeam(
  viewer: Viewer,
  input: z.input<typeof removeTeamSchema>,
  now: Date = new Date(),
): Promise<TeamView> {
  requireRight(viewer, 'user.manage');
  const { workspace, id } = removeTeamSchema.parse(input);
  return withConfigLock(async (tx) => {
    const where = { workspaceId_id: { workspaceId: workspace, id } };
    // Whoever gives somebody this team holds its row until then: see checkMemberships.
    await tx.$executeRaw`SELECT 1 FROM team WHERE workspace_id = ${workspace} AND id = ${id} FOR UPDATE`;
    const row = await tx.team.findUnique({ where });
    if (row === null) throw new GatewayError('not_found', 'There is no such team.', { param: 'id' });
    const user = await firstUse(tx, workspace, id, now);
    if (user !== undefined)
      throw new GatewayError('conflict', `The team is in use: ${user}.`, { param: 'id' });
    await tx.team.delete({ where });
    await announceChange(tx);
    const subject = { kind: 'team', id };
    const change = { action: 'team.remove', subject, workspaceId: workspace };
    await appendAudit(tx, actorOf(viewer), { ...change, before: teamView(row), after: null });
    return teamView(row);
  });
}

/** Somebody whose last team went would see the whole workspace instead of it. */
async function firstUse(
  tx: Transaction,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<string | undefined> {
  const key = await tx.virtualKey.findFirst({ where: { workspaceId, team: id, enabled: true } });
  if (key !== null) return `by the key ${key.id}`;
  const member = await tx.membership.findFirst({
    where: { workspaceId, teams: { has: id } },
    include: { user: { select: { email: true } } },
  });
  if (member !== null) return `by ${member.user.email}`;
  const invitations = await tx.invitation.findMany({
    where: { usedAt: null, revokedAt: null, expiresAt: { gt: now } },
  });
  const invited = invitations.find(({ memberships }) =>
    membershipsSchema
      .parse(memberships)
      .some(({ workspace, teams }) => workspace === workspaceId && teams.includes(id)),
  );
  return invited === undefined ? undefined : `by the invitation of ${invited.email}`;
}
