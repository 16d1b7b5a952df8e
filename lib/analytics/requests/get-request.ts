import { seesTeam } from '@/lib/access/reach';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import { normaliseUsd } from '@/lib/pricing/money';
import type { Viewer } from '@/lib/users/viewer';
import { assertMayRead, openWorkspace } from '@/lib/workspaces/open-workspace';
import { savedUsdOf } from '@/lib/ledger/ingest/saved-meters';
import { costAfter } from '../savings/cost-after';
import { costCorrection, requestWithAttempts, type RequestDetail } from './request-detail';

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
  const where = { requestStartedAt: row.startedAt, requestId: id };
  const [attempts, adjustments] = await Promise.all([
    db().attempt.findMany({ where, orderBy: { attempt: 'asc' } }),
    db().priceAdjustment.findMany({ where, orderBy: { id: 'asc' }, include: { run: true } }),
  ]);
  const corrections = adjustments.map(({ run, ...one }) =>
    costCorrection.parse({
      ...one,
      kind: run.kind,
      at: run.createdAt,
      author: run.author,
      note: run.note,
      fromUsd: usd(one.fromUsd),
      toUsd: usd(one.toUsd),
      deltaUsd: usd(one.deltaUsd),
    }),
  );
  const billed = attempts.map((one) => ({
    ...one,
    costUsd: usd(one.costUsd),
    reportedUsd: usd(one.reportedUsd),
  }));
  const billedUsd = usd(row.costUsd);
  const now = costAfter({ costUsd: billedUsd, costState: row.costState }, billed, corrections);
  const savedUsd = savedUsdOf(row.saved);
  return requestWithAttempts.parse({ ...row, ...now, billedUsd, savedUsd, attempts: billed, corrections });
}
