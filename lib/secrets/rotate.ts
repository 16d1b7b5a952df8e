import { appendAudit } from '@/lib/audit/append';
import type { Actor } from '@/lib/audit/schemas';
import { channelSecretPlace, credentialPlace } from '@/lib/config/secrets/credential-place';
import { withConfigLock, type Transaction } from '@/lib/config/database';
import { secondFactorPlace } from '@/lib/users/second-factor/second-factor-place';
import { deriveKeyFrom } from './derive-key';
import { OpenSecretError } from './open-secret-error';
import { open, seal, type SealPlace } from './seal';

export interface Rotated {
  /** Credentials of providers and secrets of channels, and second factors, that are sealed anew. */
  sealed: number;
  /** Sealed under neither secret: nobody could open them before, and nobody can now. They stay as they are. */
  unreadable: number;
}

/**
 * Seals everything that is stored encrypted under a new master secret, wholly or not at all. Answers in the cache, which
 * are only copies, are dropped. No process may run with the old secret meanwhile.
 */
export function rotateSecret(present: string, next: string, actor: Actor): Promise<Rotated> {
  const again = (bytes: Uint8Array, places: readonly SealPlace[]) => sealAgain(bytes, places, present, next);
  return withConfigLock(async (tx) => {
    const rotated = [...(await credentials(tx, again)), ...(await secondFactors(tx, again))];
    await tx.cacheAnswer.deleteMany();
    const result = {
      sealed: rotated.filter(Boolean).length,
      unreadable: rotated.filter((isSealed) => !isSealed).length,
    };
    await appendAudit(tx, actor, {
      action: 'secret.rotate',
      subject: { kind: 'installation', id: 'secret' },
      before: null,
      after: result,
    });
    return result;
  });
}

type Again = (bytes: Uint8Array, places: readonly SealPlace[]) => Uint8Array<ArrayBuffer> | undefined;

/** Undefined: it opens at none of the places. What a rotation that was cut off has sealed already stays. */
function sealAgain(
  bytes: Uint8Array,
  places: readonly SealPlace[],
  present: string,
  next: string,
): Uint8Array<ArrayBuffer> | undefined {
  for (const place of places) {
    if (openOrNot(bytes, place, next) !== undefined) return new Uint8Array(bytes);
    const plain = openOrNot(bytes, place, present);
    if (plain !== undefined) return new Uint8Array(seal(plain, place, deriveKeyFrom(next, place.purpose)));
  }
  return undefined;
}

function openOrNot(bytes: Uint8Array, place: SealPlace, secret: string): string | undefined {
  try {
    return open(bytes, place, deriveKeyFrom(secret, place.purpose));
  } catch (error) {
    if (error instanceof OpenSecretError) return undefined;
    throw error;
  }
}

async function credentials(tx: Transaction, again: Again): Promise<boolean[]> {
  const done: boolean[] = [];
  for (const { id, ciphertext } of await tx.credential.findMany()) {
    const sealed = again(ciphertext, [credentialPlace(id), channelSecretPlace(id)]);
    if (sealed !== undefined) await tx.credential.update({ where: { id }, data: { ciphertext: sealed } });
    done.push(sealed !== undefined);
  }
  return done;
}

async function secondFactors(tx: Transaction, again: Again): Promise<boolean[]> {
  const done: boolean[] = [];
  for (const { userId, secret } of await tx.secondFactor.findMany()) {
    const sealed = again(secret, [secondFactorPlace(userId)]);
    if (sealed !== undefined) await tx.secondFactor.update({ where: { userId }, data: { secret: sealed } });
    done.push(sealed !== undefined);
  }
  return done;
}
