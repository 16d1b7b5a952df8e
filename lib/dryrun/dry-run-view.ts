import { dryRunViewSchema, type DryRunView } from './schemas';

/** Columns of a run, under the names of its view. */
export const RUN_COLUMNS = `id, draft_id AS "draftId", workspace_id AS workspace, author, from_at AS "from", to_at AS "to",
  draft_revision AS "draftRevision", state, processed, total, problem, created_at AS "createdAt", ended_at AS "endedAt", result,
  teams`;

interface RunRow extends Omit<DryRunView, 'from' | 'to' | 'createdAt' | 'endedAt' | 'processed' | 'total'> {
  from: Date;
  to: Date;
  createdAt: Date;
  endedAt: Date | null;
  processed: bigint;
  total: bigint;
  /** Null: of the whole workspace. */
  teams: string[] | null;
}
export type { RunRow };

export function dryRunView({ teams: _teams, ...row }: RunRow): DryRunView {
  return dryRunViewSchema.parse({
    ...row,
    from: row.from.toISOString(),
    to: row.to.toISOString(),
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    processed: Number(row.processed),
    total: Number(row.total),
  });
}
