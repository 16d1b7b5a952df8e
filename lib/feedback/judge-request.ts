import { getRequest } from '@/lib/analytics/requests/get-request';
import { requireRight } from '@/lib/access/may';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import type { Feedback } from './schemas';

/** What a person says of a request that they may see. Throws `forbidden`, and `not_found` for one that they may not. */
export async function judgeRequest(viewer: Viewer, feedback: Feedback): Promise<Feedback> {
  requireRight(viewer, 'workspace.read');
  const { requestId, score, label = null } = feedback;
  const request = await getRequest(viewer, requestId);
  const author = `user:${viewer.id}`;
  const known = await db().routingLabel.findUnique({
    where: { requestId_source_author: { requestId, source: 'feedback', author } },
  });
  if (known?.score === score && known.label === label) return feedback;
  await db().routingLabel.upsert({
    where: { requestId_source_author: { requestId, source: 'feedback', author } },
    create: { requestId, requestStartedAt: request.startedAt, source: 'feedback', author, score, label },
    update: { score, label, at: new Date(), learnt: false },
  });
  return feedback;
}
