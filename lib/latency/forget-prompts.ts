import type { Transaction } from '@/lib/config/database';
import { Prisma } from '@/lib/generated/prisma/client';
import { BENCHMARK_CHANNEL, WITHOUT_PROMPTS } from './store';

/** Which benchmarks; what is absent does not matter. */
export interface Forgotten {
  workspaces?: readonly string[];
  otherThan?: readonly string[];
  keyIds?: readonly string[] | undefined;
  /** What one of the prompts says. */
  text?: string | undefined;
  before?: Date;
}

/**
 * Cancels benchmarks that are not over, and forgets the prompts that were brought to them; those of the others are
 * forgotten already. How many.
 */
export async function forgetPrompts(tx: Transaction, which: Forgotten): Promise<number> {
  const { workspaces = null, otherThan = [], keyIds = null, text = null, before = null } = which;
  const found = await tx.$queryRaw<{ id: string }[]>`
    UPDATE benchmark SET settings = ${Prisma.raw(WITHOUT_PROMPTS)}, status = 'cancelling'
    WHERE ended_at IS NULL AND settings -> 'prompts' ? 'texts'
      AND (${workspaces}::text[] IS NULL OR workspace_id = ANY(${workspaces}::text[]))
      AND NOT workspace_id = ANY(${otherThan}::text[])
      AND (${keyIds}::text[] IS NULL OR key_id = ANY(${keyIds}::text[]))
      AND (${before}::timestamptz IS NULL OR created_at < ${before}::timestamptz)
      AND (${text}::text IS NULL OR EXISTS (
        SELECT FROM jsonb_array_elements_text(settings #> '{prompts,texts}') AS said WHERE strpos(said, ${text}) > 0))
    RETURNING id`;
  for (const { id } of found) await tx.$executeRaw`SELECT pg_notify(${BENCHMARK_CHANNEL}, ${id})`;
  return found.length;
}
