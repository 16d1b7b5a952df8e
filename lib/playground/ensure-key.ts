import { TOLLGATE } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { announceChange, withConfigLock } from '@/lib/config/database';
import { keyPrefix } from '@/lib/config/secrets/stored-key';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { VirtualKey } from '@/lib/generated/prisma/client';
import { digestKey } from '@/lib/keys/digest';
import { keyChange } from '@/lib/keys/key-change';
import { keyView } from '@/lib/keys/key-view';
import { playgroundKeyId, playgroundKeyValue, type PlaygroundPlace } from './place-key';

/**
 * The value of the key under which the playground of a place asks; made on first use, mended when the installation's
 * secret was changed. Only for the pipeline's own ears. Throws `forbidden` where an admin has ended the key.
 */
export async function ensurePlaygroundKey(place: PlaygroundPlace): Promise<string> {
  const id = playgroundKeyId(place);
  const value = playgroundKeyValue(id);
  const known = await db().virtualKey.findUnique({ where: { id } });
  if (known === null || !isOurs(known, place, value)) await writeKey(id, value, place);
  else if (!known.enabled) throw turnedOff(id);
  return value;
}

function isOurs(row: VirtualKey, { workspaceId, team }: PlaygroundPlace, value: string): boolean {
  return row.digest === digestKey(value) && row.workspaceId === workspaceId && row.team === (team ?? null);
}

function writeKey(id: string, value: string, place: PlaygroundPlace): Promise<void> {
  const { workspaceId, team } = place;
  const own = { digest: digestKey(value), prefix: keyPrefix(value), workspaceId, team: team ?? null };
  const name = team === undefined ? 'Playground' : `Playground of ${team}`.slice(0, 200);
  return withConfigLock(async (tx) => {
    const known = await tx.virtualKey.findUnique({ where: { id } });
    // Several columns ask at once; the first has made it.
    if (known !== null && isOurs(known, place, value)) return;
    const row = await tx.virtualKey.upsert({
      where: { id },
      create: { id, name, ...own },
      update: { ...own, oldDigest: null, oldUntil: null },
    });
    await announceChange(tx);
    const action = known === null ? 'key.create' : 'key.rotate';
    const before = known === null ? undefined : keyView(known);
    await appendAudit(tx, TOLLGATE, keyChange(action, before, keyView(row)));
  });
}

function turnedOff(id: string): GatewayError {
  return new GatewayError(
    'forbidden',
    `The playground of this workspace is turned off: its key “${id}” was disabled.`,
  );
}
