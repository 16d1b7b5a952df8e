import { actorOf } from '@/lib/audit/actor';
import { requireRight } from '@/lib/access/may';
import { editConfig, type AppliedConfig } from '@/lib/config/apply-config';
import type { Transaction } from '@/lib/config/database';
import { configDocumentSchema } from '@/lib/config/document-schema';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { changeDraft } from './change-draft';
import { openDraft, requireRevision } from './open-draft';
import { isOvertaken } from './overtaken';
import type { DraftView } from './schemas';
import { withDraft } from './with-draft';

/**
 * Publishes a draft as it was looked at, and marks it so, in one transaction. Throws `forbidden`, `not_found`, `conflict`
 * (somebody saved it, or published the same sections, since), and ConfigProblemsError for one that is wrong.
 */
export async function publishDraft(viewer: Viewer, id: string, revision: number): Promise<AppliedConfig> {
  requireRight(viewer, 'config.publish');
  const draft = await openDraft(viewer, id);
  requireRevision(draft, revision);
  return editConfig(
    (present) => withDraft(present, draft.content),
    { author: viewer.email, actor: actorOf(viewer), note: draft.name },
    {
      before: (tx, present) => requireNotOvertaken(tx, draft, present),
      after: async (tx, { version }) => {
        await changeDraft(viewer, id, revision, published(version), tx);
      },
    },
  );
}

const published = (version: number) => ({
  state: 'published',
  publishedVersion: version,
  outcome: `Published as version ${version}`,
});

async function requireNotOvertaken(
  tx: Transaction,
  { baseVersion, content }: DraftView,
  present: Parameters<typeof isOvertaken>[1],
): Promise<void> {
  const row = await tx.configVersion.findUnique({ where: { version: baseVersion } });
  if (isOvertaken(configDocumentSchema.parse(row?.document ?? {}), present, content))
    throw new GatewayError(
      'conflict',
      `Since version ${baseVersion}, on which this draft stands, somebody changed the same. Look at both first.`,
    );
}
