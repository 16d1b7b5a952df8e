import type pg from 'pg';
import { z } from 'zod';
import { logger } from '@/lib/logger';
import { hashPrompt } from '@/lib/routing/learn/prompt-hasher';
import { loadHead, storedHeadSchema, type TextHead } from '@/lib/routing/learn/text-head';

/** Without a training that confirms it a head is listened to for so long. */
const STALE_DAYS = 30;

const rowSchema = z.object({ version: z.coerce.number().int(), workspaceId: z.string(), staleAt: z.date() });

/** The newest of each workspace, unless it was found no better than the table of tasks. */
const IN_FORCE = `SELECT version, workspace_id AS "workspaceId", stale_at AS "staleAt" FROM (
    SELECT DISTINCT ON (workspace_id) version, workspace_id, taken,
      trained_at + make_interval(days => ${STALE_DAYS}) AS stale_at
    FROM routing_head ORDER BY workspace_id, version DESC
  ) AS newest WHERE taken`;
const MODEL = 'SELECT model FROM routing_head WHERE version = $1';

/** Heads never change once they are stored, and are some 100 KB: each is read once in a process. */
export type LoadedHeads = Map<number, TextHead | undefined>;

/** The heads in force, by workspace; `loaded` is brought in step with them. One that cannot be read is told of and left out. */
export async function loadHeads(
  client: Pick<pg.ClientBase, 'query'>,
  loaded: LoadedHeads,
): Promise<ReadonlyMap<string, TextHead>> {
  const rows = z.array(rowSchema).parse((await client.query(IN_FORCE)).rows);
  const heads = new Map<string, TextHead>();
  for (const row of rows) {
    if (!loaded.has(row.version)) loaded.set(row.version, await readHead(client, row));
    const head = loaded.get(row.version);
    if (head !== undefined) heads.set(row.workspaceId, head);
  }
  const inForce = new Set(rows.map(({ version }) => version));
  for (const version of loaded.keys()) if (!inForce.has(version)) loaded.delete(version);
  return heads;
}

async function readHead(
  client: Pick<pg.ClientBase, 'query'>,
  { version, staleAt }: z.infer<typeof rowSchema>,
): Promise<TextHead | undefined> {
  const { rows } = await client.query<{ model: unknown }>(MODEL, [version]);
  try {
    const stored = storedHeadSchema.parse(rows[0]?.model);
    return loadHead(stored, { version, staleAt: staleAt.getTime() }, hashPrompt);
  } catch (error) {
    logger.warn({ err: error, head: version }, 'a text head cannot be read; the table of tasks decides');
    return undefined;
  }
}
