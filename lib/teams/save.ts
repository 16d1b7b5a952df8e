import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { announceChange, withConfigLock } from '@/lib/config/database';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { teamSchema, teamView, type TeamView } from './schemas';

/** Makes a team, or changes its name and tags; keys of it carry the new tags at once. Throws `forbidden`, and 404 for the workspace. */
export async function saveTeam(viewer: Viewer, input: z.input<typeof teamSchema>): Promise<TeamView> {
  requireRight(viewer, 'user.manage');
  const { workspace, id, name, tags } = teamSchema.parse(input);
  return withConfigLock(async (tx) => {
    if ((await tx.workspace.count({ where: { id: workspace } })) === 0)
      throw new GatewayError('not_found', 'There is no such workspace.', { param: 'workspace' });
    const where = { workspaceId_id: { workspaceId: workspace, id } };
    const known = await tx.team.findUnique({ where });
    const before = known === null ? null : teamView(known);
    const after = teamView(
      await tx.team.upsert({
        where,
        create: { workspaceId: workspace, id, name, tags },
        update: { name, tags },
      }),
    );
    if (isDeepStrictEqual(before, after)) return after;
    await announceChange(tx);
    await appendAudit(tx, actorOf(viewer), {
      action: before === null ? 'team.create' : 'team.change',
      subject: { kind: 'team', id },
      workspaceId: workspace,
      before,
      after,
    });
    return after;
  });
}
