import { z } from 'zod';
import { may, requireRight } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import { hasSecondFactor } from './check-second-factor';
import { isSecondFactorDemanded } from './is-second-factor-demanded';
import { ownsFactor } from './owes-second-factor';
import type { Viewer } from '../viewer';

export interface SecondFactorDemand {
  demanded: boolean;
  /** How many of those who have a password have no second factor. */
  without: number;
}

/** Undefined for who does not manage people. */
export async function secondFactorDemand(viewer: Viewer): Promise<SecondFactorDemand | undefined> {
  return may(viewer, 'user.manage') ? requireDemand(viewer) : undefined;
}

/** Throws `forbidden` for who does not manage people. */
export async function requireDemand(viewer: Viewer): Promise<SecondFactorDemand> {
  requireRight(viewer, 'user.manage');
  const [demanded, without] = await Promise.all([
    isSecondFactorDemanded(),
    db().user.count({ where: { passwordHash: { not: null }, NOT: ownsFactor } }),
  ]);
  return { demanded, without };
}

export const demandSecondFactorSchema = z.strictObject({ demanded: z.boolean() });

/**
 * Demands a second factor of everybody who signs in by password, or no longer: sessions that are open learn of it with
 * their next request. Throws `forbidden`, and 409 when it would shut out who asks.
 */
export async function demandSecondFactor(
  viewer: Viewer,
  input: z.input<typeof demandSecondFactorSchema>,
): Promise<void> {
  requireRight(viewer, 'user.manage');
  const { demanded } = demandSecondFactorSchema.parse(input);
  if (demanded && (await wouldBeShutOut(viewer)))
    throw new GatewayError(
      'conflict',
      'Set up your own second factor first: demanding one would shut you out.',
    );
  await db().$transaction(async (tx) => {
    const before = await isSecondFactorDemanded(tx);
    if (before === demanded) return;
    await tx.signInPolicy.upsert({
      where: { id: 1 },
      create: { id: 1, secondFactor: demanded },
      update: { secondFactor: demanded },
    });
    await appendAudit(tx, actorOf(viewer), {
      action: 'sign_in.second_factor',
      subject: { kind: 'sign_in', id: 'everybody' },
      before: { demanded: before },
      after: { demanded },
    });
  });
}

/** A token is not asked for a second factor; of who comes by a provider, this one answers for it. */
async function wouldBeShutOut({ id, sessionId }: Viewer): Promise<boolean> {
  if (sessionId === undefined || (await hasSecondFactor(id))) return false;
  return (await db().userSession.count({ where: { id: sessionId, method: 'password' } })) === 1;
}
