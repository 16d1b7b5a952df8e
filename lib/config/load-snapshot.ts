import type pg from 'pg';
import { z } from 'zod';
import { activeCanaries, CANARIES } from '@/lib/canary/active-canaries';
import { beliefsOf, posteriorRow } from '@/lib/feedback/beliefs';
import { logger } from '@/lib/logger';
import { open } from '@/lib/secrets/seal';
import { activeKeys, KEYS } from './active-key';
import { compileSnapshot } from './compile-snapshot';
import { credentialPlace } from './credential-place';
import { configDocumentSchema } from './document-schema';
import type { Snapshot } from './snapshot';

const versionRow = z.object({ version: z.number().int(), document: configDocumentSchema });
const credentialRow = z.object({ id: z.string(), ciphertext: z.instanceof(Uint8Array) });
const workspaceRow = z.object({ id: z.string(), reporting_zone: z.string() });

const NEWEST = 'SELECT version, document FROM config_version ORDER BY version DESC LIMIT 1';
const POSTERIORS = 'SELECT workspace_id, task, model, good, bad FROM routing_posterior';

/**
 * Reads the newest configuration with its keys and credentials, all of one moment, and compiles it.
 * Version 0, without anything in it, when nothing was ever published. Throws when the database cannot be
 * reached or the stored document does not parse: the caller keeps what it has.
 */
export async function loadSnapshot(pool: pg.Pool): Promise<Snapshot> {
  const { versions, keys, credentials, workspaces, posteriors, canaries } = await readAll(pool);
  const newest = versions[0] === undefined ? undefined : versionRow.parse(versions[0]);
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
    canaries: activeCanaries(canaries),
    secret: (id) => openCredential(id, sealed.get(id)),
    env: process.env,
    warn: (message) => logger.warn({ configVersion: newest?.version }, message),
  });
}

async function readAll(pool: pg.Pool) {
  const client = await pool.connect();
  let failure: unknown;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const versions: unknown[] = (await client.query(NEWEST)).rows;
    const keys: unknown[] = (await client.query(KEYS)).rows;
    const credentials: unknown[] = (await client.query('SELECT id, ciphertext FROM credential')).rows;
    const workspaces: unknown[] = (await client.query('SELECT id, reporting_zone FROM workspace')).rows;
    const posteriors: unknown[] = (await client.query(POSTERIORS)).rows;
    const canaries: unknown[] = (await client.query(CANARIES)).rows;
    await client.query('COMMIT');
    return { versions, keys, credentials, workspaces, posteriors, canaries };
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
