import { z } from 'zod';
import type { Transaction } from '@/lib/config/database';
import { GatewayError } from '@/lib/errors/gateway-error';

/** Where a person belongs. Of no consequence for owners and admins, who see everything. */
export const membershipsSchema = z
  .array(
    z.strictObject({
      workspace: z.string().min(1).max(200),
      /** Empty: the whole workspace. */
      teams: z.array(z.string().min(1).max(100)).max(100).default([]),
    }),
  )
  .max(100)
  .refine((all) => new Set(all.map(({ workspace }) => workspace)).size === all.length, {
    message: 'names a workspace twice',
  });
export type Memberships = z.infer<typeof membershipsSchema>;

/**
 * Throws `unprocessable` for a workspace or team that does not exist: a team made later must not let somebody in. The teams
 * stay until the transaction ends.
 */
export async function checkMemberships(tx: Transaction, memberships: Memberships): Promise<void> {
  for (const { workspace, teams } of memberships) {
    if ((await tx.workspace.count({ where: { id: workspace } })) === 0)
      throw new GatewayError('unprocessable', `There is no workspace "${workspace}".`, {
        param: 'memberships',
      });
    const known = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM team WHERE workspace_id = ${workspace} AND id = ANY(${teams}) ORDER BY id FOR SHARE`;
    const unknown = teams.find((team) => !known.some(({ id }) => id === team));
    if (unknown !== undefined)
      throw new GatewayError('unprocessable', `There is no team "${unknown}" in ${workspace}.`, {
        param: 'memberships',
      });
  }
}

/** As rows of the table. */
export function membershipRows(memberships: Memberships): { workspaceId: string; teams: string[] }[] {
  return memberships.map(({ workspace, teams }) => ({ workspaceId: workspace, teams: [...new Set(teams)] }));
}
