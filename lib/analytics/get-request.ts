import { seesTeam } from '@/lib/access/reach';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import { normaliseUsd } from '@/lib/pricing/money';
import type { Viewer } from '@/lib/users/viewer';
import { assertMayRead, openWorkspace } from '@/lib/workspaces/open-workspace';
import { attemptDetail, requestDetail, type RequestDetail } from './request-detail';

/** A column of money as the exact string it stands for. */
const usd = (amount: { toFixed(): string } | null) =>
  amount === null ? null : normaliseUsd(amount.toFixed());

/**
 * One request with its attempts and line items, whichever workspace it is in. Throws `forbidden`, and `not_found`
 * also for a request of a workspace or team that the viewer may not read.
 */
export async function getRequest(viewer: Viewer, id: string): Promise<RequestDetail> {
  assertMayRead(viewer);
  const row = await db().request.findFirst({ where: { id } });
  if (row === null || !seesTeam(viewer, row.workspaceId, row.team))
    throw new GatewayError('not_found', 'There is no such request.');
  await openWorkspace(viewer, row.workspaceId);
  const attempts = await db().attempt.findMany({
    where: { requestStartedAt: row.startedAt, requestId: id },
    orderBy: { attempt: 'asc' },
  });
  return {
    ...requestDetail.parse({ ...row, costUsd: usd(row.costUsd) }),
    attempts: attempts.map((one) => attemptDetail.parse({ ...one, costUsd: usd(one.costUsd) })),
  };
}
