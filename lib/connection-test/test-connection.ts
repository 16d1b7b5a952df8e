import type { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { readState } from '@/lib/config/read-state';
import type { Model, Provider } from '@/lib/config/schemas';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { askForModels } from './ask-for-models';
import { checkProvider } from './check-provider';
import { openCredentials } from './open-credentials';
import { testConnectionSchema, type ConnectionResult } from './schemas';

const TIMEOUT_MS = 10_000;

/**
 * Calls a provider, published or not, with each of its credentials, and says how that went: one result a credential, in
 * their order. That it was asked for is in the audit log before anything goes out. Throws `forbidden`, and
 * ConfigProblemsError for a provider that could not be published.
 */
export async function testConnection(
  viewer: Viewer,
  input: z.input<typeof testConnectionSchema>,
  now: Date = new Date(),
): Promise<ConnectionResult[]> {
  requireRight(viewer, 'config.publish');
  const { provider: written } = testConnectionSchema.parse(input);
  const state = await db().$transaction(readState, { isolationLevel: 'RepeatableRead' });
  const provider = checkProvider(written, state, now.getTime());
  await db().$transaction((tx) =>
    appendAudit(tx, actorOf(viewer), {
      action: 'provider.test',
      subject: { kind: 'provider', id: provider.id },
      before: null,
      after: { origin: new URL(provider.baseUrl).origin },
    }),
  );
  const wanted = servedBy(provider, state.document.models);
  return Promise.all(
    openCredentials(provider, state.credentials).map(async (opened, at): Promise<ConnectionResult> => {
      const credential = opened.named ? at + 1 : 0;
      if (opened.kind === 'closed')
        return { ...FAILED, credential, problem: { kind: 'key', message: opened.message } };
      const { models, failure, ...asked } = await askForModels(opened.provider, TIMEOUT_MS);
      if (failure !== undefined) return { ...FAILED, ...asked, credential, problem: failure };
      const listed = models ?? [];
      const missing = wanted.filter((name) => !listed.includes(name));
      return { ok: true, credential, ...asked, models: listed, missing };
    }),
  );
}

const FAILED = { ok: false, latencyMs: 0, models: [], missing: [] };

/** Names under which models are configured to be served there. */
function servedBy({ id }: Provider, models: readonly Model[]): string[] {
  const names = models.flatMap(({ offers }) => offers.filter(({ provider }) => provider === id));
  return [...new Set(names.map(({ model }) => model))].toSorted();
}
