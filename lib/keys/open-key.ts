import type { Transaction } from '@/lib/config/database';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { VirtualKey } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { mayManageKey } from './may-manage';

/** The key, if the viewer may manage it. Throws `not_found` both for none and for one that is not theirs. */
export async function openKey(tx: Transaction, viewer: Viewer, id: string): Promise<VirtualKey> {
  const row = await tx.virtualKey.findUnique({ where: { id } });
  if (row === null || !mayManageKey(viewer, row))
    throw new GatewayError('not_found', 'There is no such key.', { param: 'id' });
  return row;
}
