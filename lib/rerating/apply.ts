import type pg from 'pg';
import type { z } from 'zod';
import { openWhole } from '@/lib/access/open-whole';
import type { Change } from '@/lib/audit/schemas';
import { VersionConflictError } from '@/lib/config/versions/version-conflict-error';
import { GatewayError } from '@/lib/errors/gateway-error';
import { compareUsd } from '@/lib/pricing/money';
import type { Viewer } from '@/lib/users/viewer';
import { actorOf } from '@/lib/audit/actor';
import { appendAuditBySql } from '@/lib/audit/append-by-sql';
import { CostChanges } from './book-changes';
import { insertAdjustments, type Adjustment } from './insert-adjustments';
import { assertMayRerate } from './preview';
import { rateAttempt } from './rated-attempt';
import { readAttempts, type Span } from './read-attempts';
import { readRatingBook } from './read-book';
import { closeRun, findRun, insertRun } from './runs';
import { applyRequestSchema, type ApplyRequest, type ReratingRun } from './schemas';
import { withBooks } from './with-books';

/**
 * Writes what a preview showed as adjustment rows, and books them, in one transaction: all or nothing, whatever dies.
 * The same run again changes nothing and gives the same answer. Throws `conflict` when the prices or the costs are not
 * those of the preview any more, `forbidden` and `not_found`.
 */
export async function applyRerating(
  viewer: Viewer,
  input: z.input<typeof applyRequestSchema>,
): Promise<ReratingRun> {
  assertMayRerate(viewer);
  const request = applyRequestSchema.parse(input);
  const workspace = await openWhole(viewer, request.workspace);
  return withBooks('write', async (client) => {
    const known = await findRun(client, request.runId);
    if (known !== undefined) return sameRun(known, request);
    const { from, to, provider, model, runId, note } = request;
    await insertRun(client, {
      id: runId,
      workspace: workspace.id,
      kind: 'rerate',
      reversesId: null,
      from,
      to,
      provider: provider ?? null,
      model: model ?? null,
      configVersion: request.expectedVersion,
      author: viewer.email,
      note,
    });
    const span = { workspaceId: workspace.id, from: new Date(from), to: new Date(to), provider, model };
    await adjust(client, span, request);
    const run = requireRun(await findRun(client, runId));
    await appendAuditBySql(client, actorOf(viewer), runChange('rerating.apply', run));
    return run;
  });
}

async function adjust(client: pg.Client, span: Span, request: ApplyRequest): Promise<void> {
  const rating = await readRatingBook(client);
  const { expectedVersion } = request;
  if (expectedVersion !== rating.version) throw new VersionConflictError(expectedVersion, rating.version);
  const changes = new CostChanges();
  for await (const attempts of readAttempts(client, span)) {
    const adjustments = attempts.flatMap((attempt): Adjustment[] => {
      const rated = rateAttempt(rating.book, attempt, rating.regionOf);
      if (rated.kind !== 'changed') return [];
      const { toUsd, deltaUsd, uncostedDelta, lines } = rated;
      changes.add(attempt, deltaUsd, uncostedDelta);
      const toPriceIds = lines.map(({ priceId }) => priceId);
      return [{ attempt, toUsd, deltaUsd, uncostedDelta, toPriceIds, lines }];
    });
    await insertAdjustments(client, request.runId, adjustments);
  }
  await closeRun(client, request.runId);
  requireExpected(await findRun(client, request.runId), request);
  await changes.book(client);
}

/** What nobody has seen is not applied. */
function requireExpected(run: ReratingRun | undefined, request: ApplyRequest): void {
  const { attempts, deltaUsd } = requireRun(run);
  if (attempts === 0)
    throw new GatewayError('conflict', 'Nothing is left to re-rate: each cost is what the prices say.');
  if (attempts === request.expectedAttempts && compareUsd(deltaUsd, request.expectedDeltaUsd) === 0) return;
  throw new GatewayError(
    'conflict',
    `Since the preview the books changed: ${attempts} attempts by $${deltaUsd}, not ${request.expectedAttempts} by $${request.expectedDeltaUsd}. Look again.`,
    { param: 'expectedDeltaUsd' },
  );
}

function sameRun(known: ReratingRun, request: ApplyRequest): ReratingRun {
  const same =
    known.kind === 'rerate' &&
    known.workspace === request.workspace &&
    Date.parse(known.from) === Date.parse(request.from) &&
    Date.parse(known.to) === Date.parse(request.to) &&
    known.provider === (request.provider ?? null) &&
    known.model === (request.model ?? null);
  if (same) return known;
  throw new GatewayError('conflict', 'There is another run of this id.', { param: 'runId' });
}

/** A run as the audit log keeps it: how much it changed of what was billed. */
export function runChange(action: string, { id, workspace, ...run }: ReratingRun): Change {
  const { reversesId, from, to, provider, model, attempts, deltaUsd, note } = run;
  const after = { reversesId, from, to, provider, model, attempts, deltaUsd, note };
  return { action, subject: { kind: 'rerating', id }, workspaceId: workspace, before: null, after };
}

export function requireRun(run: ReratingRun | undefined): ReratingRun {
  if (run === undefined) throw new GatewayError('not_found', 'There is no such re-rating.');
  return run;
}
