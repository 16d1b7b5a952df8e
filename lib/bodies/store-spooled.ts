import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { z } from 'zod';
import { Partitions } from '@/lib/ledger/ingest/ensure-partitions';
import { open } from '@/lib/secrets/seal';
import { waitingBodySchema, type WaitingBody } from './body';
import { SPOOL_PURPOSE, SPOOLED } from './spool';
import { storableBody } from './storable-body';

const batchSchema = z.array(waitingBodySchema);

/** Once a request, whoever tries it again. */
const INSERT = `INSERT INTO body (request_started_at, request_id, workspace_id, key_id, team, end_user, policy, prompt, answer,
    prompt_bytes, answer_bytes)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row(request_started_at timestamptz, request_id text, workspace_id text,
    key_id text, team text, end_user text, policy text, prompt jsonb, answer jsonb, prompt_bytes int, answer_bytes int)
  ON CONFLICT DO NOTHING`;

/**
 * Redacts and stores what the gateways of this machine have put down, and deletes it there. Resolves to how many bodies
 * were stored. A file that can't be read is told of and deleted: it holds what nobody can open.
 */
export async function storeSpooled(
  pool: pg.Pool,
  directory: string,
  onUnreadable: (error: unknown, file: string) => void,
): Promise<number> {
  let stored = 0;
  const partitions = new Partitions();
  for (const name of await spooledFiles(directory)) {
    const file = path.join(directory, name);
    const batch = await readBatch(file, name).catch((error: unknown) => {
      onUnreadable(error, name);
      return [];
    });
    if (batch.length > 0) await store(pool, partitions, batch);
    await rm(file, { force: true });
    stored += batch.length;
  }
  return stored;
}

/** Oldest first; none where nothing was ever put down. */
export async function spooledFiles(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => SPOOLED.test(name)).sort();
}

async function readBatch(file: string, name: string): Promise<WaitingBody[]> {
  const text = open(await readFile(file), { purpose: SPOOL_PURPOSE, rowId: name });
  return batchSchema.parse(JSON.parse(text));
}

async function store(pool: pg.Pool, partitions: Partitions, batch: readonly WaitingBody[]): Promise<void> {
  const client = await pool.connect();
  try {
    await partitions.ensure(
      client,
      batch.map(({ startedAt }) => new Date(startedAt).toISOString()),
    );
    for (const body of batch) {
      await client.query(INSERT, [JSON.stringify([rowOf(body)])]);
      // Redaction takes its time: others of this process come between.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    client.release();
  }
}

function rowOf(body: WaitingBody): Record<string, unknown> {
  const { prompt, answer } = storableBody(body);
  return {
    request_started_at: new Date(body.startedAt).toISOString(),
    request_id: body.requestId,
    workspace_id: body.workspaceId,
    key_id: body.keyId,
    team: body.team,
    end_user: body.endUser,
    policy: body.policy,
    prompt,
    answer,
    prompt_bytes: body.promptBytes,
    answer_bytes: body.answerBytes,
  };
}
