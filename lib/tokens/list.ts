import { may } from '@/lib/access/may';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { tokenView, type TokenView } from './token-view';

/** Service tokens, newest first, ended ones too: everybody's for who manages people, else one's own. */
export async function listTokens(viewer: Viewer): Promise<TokenView[]> {
  const where = may(viewer, 'user.manage') ? {} : { creatorId: viewer.id };
  const rows = await db().serviceToken.findMany({ where, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] });
  return rows.map(tokenView);
}
