import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { seesTeam } from '@/lib/access/reach';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { teamView, type TeamView } from './schemas';

export const listTeamsSchema = z.strictObject({ workspace: z.string().min(1).optional() });

/** Teams that the viewer sees, by workspace and name. Throws `forbidden`. */
export async function listTeams(
  viewer: Viewer,
  input: z.input<typeof listTeamsSchema> = {},
): Promise<TeamView[]> {
  requireRight(viewer, 'workspace.read');
  const { workspace } = listTeamsSchema.parse(input);
  const rows = await db().team.findMany({
    ...(workspace === undefined ? {} : { where: { workspaceId: workspace } }),
    orderBy: [{ workspaceId: 'asc' }, { name: 'asc' }, { id: 'asc' }],
  });
  return rows.filter((row) => seesTeam(viewer, row.workspaceId, row.id)).map(teamView);
}
