import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { GatewayError } from '@/lib/errors/gateway-error';
import { msg } from '@/lib/i18n/msg';
import { actorSchema } from '@/lib/audit/schemas';
import type { AppliedConfig } from '../apply-config';
import { configFile } from '../config-file';
import { withConfigLock, type Transaction } from '../database';
import { diffConfig } from './diff-config';
import { configDocumentSchema } from '../document-schema';
import { ConfigProblemsError } from '../check/problem';
import { publish } from './publish';
import { requireVersion } from './require-version';
import { destinationsOf, knownOf, readState } from '../read-state';
import { restorePrices } from './restore-prices';
import type { ConfigDocument } from '../schemas';
import { validateConfig } from '../check/validate-config';

export const rollBackSchema = z.strictObject({
  /** The version whose document is to be in force again. */
  version: z.number().int().positive().max(2_147_483_647),
  author: z.string().min(1).max(200),
  actor: actorSchema.optional(),
  note: z.string().max(2_000).optional(),
  expectedVersion: z.number().int().min(0).optional(),
});

/**
 * Publishes an old document as a new version; history stays. Keys are not touched, so a revoked one stays revoked;
 * prices that requests were billed by stay on the books (restore-prices). Throws 404 when there is no such version,
 * 409 on a stale expectedVersion, 422 when it does not fit what exists now, such as a key for a model that it lacks.
 */
export async function rollBack(
  input: z.input<typeof rollBackSchema>,
  nowMs = Date.now(),
): Promise<AppliedConfig> {
  const { version, author, actor, note, expectedVersion } = rollBackSchema.parse(input);
  return withConfigLock(async (tx) => {
    const state = await readState(tx);
    await requireVersion(tx, expectedVersion, state.version);
    const old = await readDocument(tx, version);
    const document = { ...old, prices: restorePrices(state.document.prices, old.prices, nowMs) };
    if (isDeepStrictEqual(document, state.document))
      return { version: state.version, published: false, changes: [] };
    const present = configFile(state);
    // Together they were published once: secrets go where they went then.
    const destinations = destinationsOf([state.document, old]);
    const known = { ...knownOf(state, nowMs), destinations };
    const validation = validateConfig({ ...document, keys: present.keys }, known);
    if (!validation.ok) throw new ConfigProblemsError(validation.problems);
    const changes = diffConfig(present, validation.file);
    const reason = note ?? msg(`Back to version ${version}`);
    const published = await publish(tx, { document, author, actor, note: reason, changes });
    return { version: published, published: true, changes };
  });
}

async function readDocument(tx: Transaction, version: number): Promise<ConfigDocument> {
  const row = await tx.configVersion.findUnique({ where: { version } });
  if (row === null)
    throw new GatewayError('not_found', `There is no version ${version}.`, { param: 'version' });
  return configDocumentSchema.parse(row.document);
}
