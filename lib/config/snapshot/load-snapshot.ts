import type pg from 'pg';
import { z } from 'zod';
import { activeCanaries, CANARIES } from '@/lib/canary/active-canaries';
import { beliefsOf, posteriorRow } from '@/lib/feedback/beliefs';
import { loadHeads, type LoadedHeads } from '@/lib/heads/load-heads';
import { PRIORS, priorsOf } from '@/lib/latency/priors';
import { logger } from '@/lib/logger';
import { open } from '@/lib/secrets/seal';
import { activeKeys, KEYS } from './active-key';
import { compileSnapshot } from './compile-snapshot';
import { credentialPlace } from '../secrets/credential-place';
import { configDocumentSchema } from '../document-schema';
import { newestReadable, type UnreadableConfigError } from './newest-readable';
import type { Snapshot } from './snapshot';

const credentialRow = z.object({ id: z.string(), ciphertext: z.instanceof(Uint8Array) });
const workspaceRow = z.object({ id: z.string(), reporting_zone: z.string() });

const NEWEST = 'SELECT version, document FROM config_version ORDER BY version DESC LIMIT $1';
/** Of this process. */
const loadedHeads: LoadedHeads = new Map();
/** Looked at when the newest cannot be read. */
const OLDER = 20;
const POSTERIORS = 'SELECT workspace_id, task, model, good, bad FROM routing_posterior';

/**
 * Reads the newest configuration with its keys and credentials, all of one moment, and compiles it.
 * Version 0, without anything in it, when nothing was ever published. One that does not parse is told of, and the last
 * one that does is taken with the keys of now: a revoked key is refused all the same. Throws when the database cannot be
 * reached or no document parses: the caller keeps what it has.
 */
export async function loadSnapshot(
  pool: pg.Pool,
  onUnreadable: (error: UnreadableConfigError) => void = (err) => logger.warn({ err }, err.message),
): Promise<Snapshot> {
  const { readable, keys, credentials, workspaces, posteriors, heads, canaries, priors } =
    await readAll(pool);
  if (readable?.problem !== undefined) onUnreadable(readable.problem);
  const newest = readable?.found;
  const sealed = new Map(
    z
      .array(credentialRow)
      .parse(credentials)
      .map((row) => [row.id, row.ciphertext]),
  );
  return compileSnapshot({
    version: newest?.version ?? 0,
    document: newest?.document ?? configDocumentSchema.parse({}),
    keys: activeKeys(keys),
    zones: new Map(
      z
        .array(workspaceRow)
        .parse(workspaces)
        .map((row) => [row.id, row.reporting_zone]),
    ),
    beliefs: beliefsOf(z.array(posteriorRow).parse(posteriors), newest?.document.models ?? []),
    heads,
    canaries: activeCanaries(canaries),
    latencyPriors: priorsOf(priors),
    secret: (id) => openCredential(id, sealed.get(id)),
    env: process.env,
    warn: (message) => logger.warn({ configVersion: newest?.version }, message),
  });
}

async function readConfiguration(client: pg.ClientBase) {
  const newest = async (count: number) => (await client.query(NEWEST, [count])).rows;
  try {
    return newestReadable(await newest(1));
  } catch {
    return newestReadable(await newest(OLDER));
  }
}

async function readAll(pool: pg.Pool) {
  const client = await pool.connect();
  let failure: unknown;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const readable = await readConfiguration(client);
    const keys: unknown[] = (await client.query(KEYS)).rows;
    const credentials: unknown[] = (await client.query('SELECT id, ciphertext FROM credential')).rows;
    const workspaces: unknown[] = (await client.query('SELECT id, reporting_zone FROM workspace')).rows;
    const posteriors: unknown[] = (await client.query(POSTERIORS)).rows;
    const heads = await loadHeads(client, loadedHeads);
    const canaries: unknown[] = (await client.query(CANARIES)).rows;
    const priors: unknown[] = (await client.query(PRIORS)).rows;
    await client.query('COMMIT');
    return { readable, keys, credentials, workspaces, posteriors, heads, canaries, priors };
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    // A connection that failed in the middle of a transaction is not given to the next one.
    client.release(failure !== undefined);
  }
}

function openCredential(id: string, ciphertext: Uint8Array | undefined): string | undefined {
  if (ciphertext === undefined) return undefined;
  try {
    return open(ciphertext, credentialPlace(id));
  } catch (error) {
    logger.error({ err: error, credential: id }, 'a stored secret cannot be opened');
    return undefined;
  }
}
