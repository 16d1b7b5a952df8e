import { getRequest } from '@/lib/analytics/requests/get-request';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';

export interface LabelView {
  /** Whose word it is. `you`: the viewer's own. */
  by: 'you' | 'person' | 'key' | 'judge' | 'check';
  /** Of a judge: its model. */
  name?: string;
  /** 0 bad to 1 good. */
  score: number;
  /** The judged model, where it is not the one that served. */
  judgedModel?: string;
  at: Date;
}

function byOf(source: string, author: string, viewer: Viewer): LabelView['by'] {
  if (source === 'judge' || source === 'check') return source;
  if (author === `user:${viewer.id}`) return 'you';
  return author.startsWith('key:') ? 'key' : 'person';
}

/**
 * What people, judges and checks said of a request that the viewer may see, the newest first; of other people not who
 * they are. Throws `forbidden`, and `not_found` for one that they may not see.
 */
export async function listLabels(viewer: Viewer, requestId: string): Promise<LabelView[]> {
  await getRequest(viewer, requestId);
  const rows = await db().routingLabel.findMany({ where: { requestId }, orderBy: { at: 'desc' } });
  return rows.map(({ source, author, score, judgedModel, at }) => ({
    by: byOf(source, author, viewer),
    ...(source === 'judge' && { name: author.split(':')[1] ?? '' }),
    ...{ score, at },
    ...(judgedModel !== null && { judgedModel }),
  }));
}
