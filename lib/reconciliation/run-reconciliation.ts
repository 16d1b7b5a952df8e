import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { openWhole } from '@/lib/access/open-whole';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import { withBooks } from '@/lib/rerating/with-books';
import type { Viewer } from '@/lib/users/viewer';
import { reportedEntries } from './reported-entries';
import { readUsage, UsageFileError } from './read-usage';
import { reconcile } from './reconcile';
import { reconciliationRequestSchema, type ReconciliationRun } from './run-schemas';
import type { ProviderEntry } from './schemas';
import { simulatedProviders, simulatorLedger } from './simulator-ledger';
import { storedResult } from './stored-result';

type Source = z.infer<typeof reconciliationRequestSchema>['source'];

/**
 * Compares the books of a workspace with a provider's ledger, and keeps what came out. The books stay as they are.
 * Throws ZodError, `forbidden`, `not_found`, and `invalid_request` that names the line and field of a file.
 */
export async function runReconciliation(
  viewer: Viewer,
  input: z.input<typeof reconciliationRequestSchema>,
): Promise<ReconciliationRun> {
  requireRight(viewer, 'config.publish');
  const { workspace: id, provider, source } = reconciliationRequestSchema.parse(input);
  const workspace = await openWhole(viewer, id);
  const entries =
    source.from === 'answers' ? await readReported(workspace.id, provider, source) : await entriesOf(source);
  const providers = source.from === 'simulator' ? await simulatedProviders() : provider && [provider];
  const listedOnly = source.from === 'answers';
  const scope = { workspaceId: workspace.id, providers: providers || undefined, listedOnly };
  const result = storedResult(await withBooks('read', (client) => reconcile(client, entries, scope)));
  const data = {
    id: randomUUID(),
    workspaceId: workspace.id,
    provider: provider ?? null,
    source: source.from === 'file' ? `file:${source.name}` : source.from,
    author: viewer.email,
    result,
  };
  const row = await db().$transaction(async (tx) => {
    const kept = await tx.reconciliationRun.create({ data });
    const { agrees, billedUsd, bookedUsd } = result;
    await appendAudit(tx, actorOf(viewer), {
      action: 'reconciliation.run',
      subject: { kind: 'reconciliation', id: kept.id },
      workspaceId: workspace.id,
      before: null,
      after: { provider: kept.provider, source: kept.source, agrees, billedUsd, bookedUsd },
    });
    return kept;
  });
  const { workspaceId, createdAt, ...rest } = row;
  return { ...rest, workspace: workspaceId, createdAt: createdAt.toISOString(), result };
}

async function readReported(
  workspaceId: string,
  provider: string | undefined,
  days: { firstDay: string; lastDay: string },
): Promise<ProviderEntry[]> {
  const entries = await withBooks('read', (client) =>
    reportedEntries(client, { workspaceId, provider, ...days }),
  );
  if (entries.length > 0) return entries;
  throw new GatewayError('invalid_request', 'No provider said in these days what a call cost.', {
    param: 'source',
  });
}

async function entriesOf(source: Exclude<Source, { from: 'answers' }>): Promise<ProviderEntry[]> {
  const text = source.from === 'file' ? source.content : await simulatorLedger();
  try {
    const entries = readUsage(text);
    if (entries.length > 0) return entries;
    throw new UsageFileError('There is no entry in it.');
  } catch (error) {
    if (!(error instanceof UsageFileError)) throw error;
    throw new GatewayError('invalid_request', error.message, { param: 'source.content', cause: error });
  }
}
