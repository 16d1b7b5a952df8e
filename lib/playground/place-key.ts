import { createHash, createHmac } from 'node:crypto';
import { MANAGED_PREFIX } from '@/lib/keys/managed';
import { deriveDigestKey } from '@/lib/secrets/derive-key';

/** Where requests of the playground are booked: a workspace, and for people of teams one of theirs. */
export interface PlaygroundPlace {
  workspaceId: string;
  team?: string | undefined;
}

/** Id of the key that the product keeps for a place. A team's name may hold anything, so its digest stands for it. */
export function playgroundKeyId({ workspaceId, team }: PlaygroundPlace): string {
  const id = `${MANAGED_PREFIX}${workspaceId}`;
  if (team === undefined) return id;
  return `${id}:${createHash('sha256').update(team).digest('hex').slice(0, 10)}`;
}

/** The value of that key: 256 bits that only this installation can work out, so none is ever stored. */
export function playgroundKeyValue(id: string): string {
  return `tg-${createHmac('sha256', deriveDigestKey('playground-key')).update(id).digest('base64url')}`;
}
