import { setImmediate as breathe } from 'node:timers/promises';
import type pg from 'pg';
import type { ConfigDocument } from '@/lib/config/schemas';
import { configDocumentSchema } from '@/lib/config/document-schema';
import type { DraftContent } from '@/lib/drafts/schemas';
import { withDraft } from '@/lib/drafts/with-draft';
import type { PosteriorRow } from '@/lib/feedback/beliefs';
import { Replay } from '@/lib/routing/replay';
import { assumptionsOf } from './assumptions';
import { isUnrouted, replayedRequest } from './past-row';
import { pastWorld, pricesLaterMs } from './past-world';
import { readPast, type PastBatch, type PastSpan } from './read-past';
import type { DryRunResult } from './schemas';
import { sendPast, type PastWorld } from './send-past';
import { writeReport } from './write-report';

export interface ReplayTask {
  version: number;
  document: ConfigDocument;
  content: DraftContent;
  posteriors: readonly PosteriorRow[];
  span: PastSpan;
}

interface Counts {
  onTheBooks: bigint;
  notServed: number;
  unrouted: number;
  cached: number;
  withoutFacts: number;
  withoutLearnedTask: number;
}

/** Replays one batch: what the configuration in force does with each request, and what the draft would. */
function replayBatch(
  { rows, servedOf }: PastBatch,
  [present, draft]: readonly [PastWorld, PastWorld],
  replay: Replay,
  counts: Counts,
): void {
  for (const row of rows) {
    if (isUnrouted(row)) counts.unrouted += 1;
    else if (row.cache.startsWith('hit')) counts.cached += 1;
    else if (row.model === '') counts.notServed += 1;
    else {
      const past = replayedRequest(row, servedOf(row.id));
      if (row.facts === null) counts.withoutFacts += 1;
      if (past.features.learned === undefined) counts.withoutLearnedTask += 1;
      counts.onTheBooks += past.cost ?? 0n;
      replay.add(past, sendPast(past, present), sendPast(past, draft));
    }
  }
}

/**
 * Tries a draft on the traffic of a span. `onBatch` hears how many requests were looked at, and ends the run by throwing.
 * `nowMs` measures it.
 */
export async function replaySpan(
  client: pg.ClientBase,
  task: ReplayTask,
  onBatch: (processed: number) => Promise<void>,
  nowMs: () => number,
): Promise<DryRunResult> {
  const started = nowMs();
  const { document, content, posteriors, span, version } = task;
  const changed = configDocumentSchema.parse(withDraft(document, content));
  const later = pricesLaterMs(content.prices ?? [], changed, span.from);
  const worldOf = (of: ConfigDocument) =>
    pastWorld({ document: of, posteriors, workspaceId: span.workspaceId, pricesLaterMs: later });
  const worlds = [worldOf(document), worldOf(changed)] as const;
  const replay = new Replay();
  const counts: Counts = {
    onTheBooks: 0n,
    notServed: 0,
    unrouted: 0,
    cached: 0,
    withoutFacts: 0,
    withoutLearnedTask: 0,
  };
  let processed = 0;
  for await (const batch of readPast(client, span)) {
    replayBatch(batch, worlds, replay, counts);
    processed += batch.size;
    await onBatch(processed);
    await breathe();
  }
  const { learns } = worlds[1].snapshot.policy;
  const assumptions = assumptionsOf({
    draft: changed,
    pricesLaterMs: later,
    withoutFacts: counts.withoutFacts,
    withoutLearnedTask: learns ? counts.withoutLearnedTask : 0,
  });
  return writeReport(replay.report(), { ...counts, version, assumptions, tookMs: nowMs() - started });
}
