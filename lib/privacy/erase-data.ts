import { z } from 'zod';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import { forgetPrompts } from '@/lib/latency/forget-prompts';
import type { Viewer } from '@/lib/users/viewer';
import { filesNaming, namedBy } from './find-files';
import { unnameTotals } from './unname-totals';
import { auditedSubject, openSubject, type DataSubject, type OfSubject } from './subject';

const TIMEOUT_MS = 120_000;

export const erasedSchema = z.strictObject({
  /** Prompts and answers that were deleted. */
  bodies: z.number().int(),
  /** Requests that no longer say whose they were; what they cost stays on the books. */
  requests: z.number().int(),
  /** Words that somebody wrote of their answers. */
  feedback: z.number().int(),
  /** Batches that held something of theirs, deleted whole with their files. */
  batches: z.number().int(),
  /** Those files, and others that were uploaded with something of theirs. */
  files: z.number().int(),
  /** Latency benchmarks under way with prompts of theirs, cancelled; those that are over keep none. */
  benchmarks: z.number().int(),
  /** Answers that the gateway's own cache kept. It does not know whose they were: those of the whole workspace go. */
  cached: z.number().int(),
});
export type Erased = z.infer<typeof erasedSchema>;

/**
 * Deletes prompts, answers and comments of a user or a key wherever they lie, and takes the user's name off the requests. The
 * books keep what was spent, which is no longer anybody's. Safe to run again. Throws `forbidden` or `not_found`.
 */
export async function eraseData(viewer: Viewer, subject: DataSubject): Promise<Erased> {
  const where = await openSubject(viewer, subject);
  // Before anything is held: there may be much to read.
  const naming =
    where.endUser === undefined
      ? []
      : await filesNaming(where.workspaceId, await keysOf(db(), where), where.endUser);
  return db().$transaction(
    async (tx) => {
      const bodies = (await tx.body.deleteMany({ where })).count;
      const { workspaceId, endUser = null, keyId = null, team } = where;
      const teams = team?.in ?? null;
      const feedback = await tx.$executeRaw`UPDATE routing_label l SET label = NULL FROM request r
        WHERE l.label IS NOT NULL AND r.started_at = l.request_started_at AND r.id = l.request_id
          AND r.workspace_id = ${workspaceId} AND (r.end_user = ${endUser} OR r.key_id = ${keyId})
          AND (${teams}::text[] IS NULL OR r.team = ANY(${teams}::text[]))`;
      // Who sees some teams only can't tell which part of a total is theirs.
      if (where.endUser !== undefined && teams === null) await unnameTotals(tx, workspaceId, where.endUser);
      const requests =
        where.endUser === undefined
          ? 0
          : (await tx.request.updateMany({ where, data: { endUser: null } })).count;
      const { batches, files } = await eraseBatches(tx, where, naming);
      const cached = await eraseCache(tx, workspaceId);
      // Weights that were learned from what is erased; the next training does without it.
      await tx.routingHead.deleteMany({ where: { workspaceId } });
      const benchmarks = await eraseBenchmarks(tx, where);
      const erased: Erased = { bodies, requests, feedback, batches, files, benchmarks, cached };
      await appendAudit(tx, actorOf(viewer), {
        action: 'data.erase',
        subject: auditedSubject(subject),
        workspaceId,
        before: null,
        after: erased,
      });
      return erased;
    },
    { timeout: TIMEOUT_MS },
  );
}

type Transaction = Parameters<Parameters<ReturnType<typeof db>['$transaction']>[0]>[0];

/** The keys that are meant, as far as they are seen; undefined: all of the workspace. */
async function keysOf(
  tx: Transaction,
  { workspaceId, keyId, team }: Pick<OfSubject, 'workspaceId' | 'keyId' | 'team'>,
): Promise<string[] | undefined> {
  if (team === undefined) return keyId === undefined ? undefined : [keyId];
  const seen = await tx.virtualKey.findMany({ where: { workspaceId, team }, select: { id: true } });
  return seen.map(({ id }) => id).filter((id) => keyId === undefined || id === keyId);
}

/** Those of a key, or those of which some prompt names the user; of keys that are seen. */
async function eraseBenchmarks(tx: Transaction, where: OfSubject): Promise<number> {
  const keyIds = await keysOf(tx, where);
  return forgetPrompts(tx, { workspaces: [where.workspaceId], keyIds, text: where.endUser });
}

interface Files {
  id: string;
  inputFileId: string;
  outputFileId: string | null;
  errorFileId: string | null;
}

/** All of a key's files and batches, or those in which some line names the user. `naming`: files that are known to. */
async function eraseBatches(
  tx: Transaction,
  { workspaceId, endUser, keyId, team }: OfSubject,
  naming: readonly string[],
): Promise<{ batches: number; files: number }> {
  const keyIds = await keysOf(tx, { workspaceId, keyId, team });
  const ofKeys = { workspaceId, ...(keyIds === undefined ? {} : { keyId: { in: keyIds } }) };
  if (endUser === undefined) {
    const files = (await tx.file.deleteMany({ where: ofKeys })).count;
    return { files, batches: (await tx.batch.deleteMany({ where: ofKeys })).count };
  }
  const names = namedBy(endUser);
  const found = await tx.$queryRaw<Files[]>`
    SELECT id, input_file_id AS "inputFileId", output_file_id AS "outputFileId", error_file_id AS "errorFileId"
    FROM batch WHERE workspace_id = ${workspaceId} AND (${keyIds ?? null}::text[] IS NULL OR key_id = ANY(${keyIds ?? null}::text[]))
      AND (input_file_id = ANY(${naming}::text[]) OR EXISTS (SELECT FROM batch_item WHERE batch_id = batch.id
        AND EXISTS (SELECT FROM unnest(${names}::text[]) AS name WHERE strpos(body, name) > 0)))`;
  const ofBatches = found.flatMap(({ inputFileId, outputFileId, errorFileId }) => [
    ...[inputFileId, outputFileId, errorFileId].filter((id) => id !== null),
  ]);
  const files = (await tx.file.deleteMany({ where: { id: { in: [...naming, ...ofBatches] } } })).count;
  const batches = (await tx.batch.deleteMany({ where: { id: { in: found.map(({ id }) => id) } } })).count;
  return { files, batches };
}

async function eraseCache(tx: Transaction, workspaceId: string): Promise<number> {
  // Told to every process too, which forgets what it holds in memory.
  await tx.cachePurge.create({ data: { workspaceId, at: new Date() } });
  return (await tx.cacheAnswer.deleteMany({ where: { workspaceId } })).count;
}
