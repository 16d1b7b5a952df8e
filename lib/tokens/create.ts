import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { may } from '@/lib/access/may';
import { RIGHTS } from '@/lib/access/rights';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { digestToken, TOKEN_PREFIX } from './digest';
import { tokenView, type TokenView } from './token-view';

const MAX_DAYS = 366;
const DAY_MS = 86_400_000;

export const createTokenSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  scopes: z.array(z.enum(RIGHTS)).min(1).max(RIGHTS.length),
  expiresInDays: z.number().int().min(1).max(MAX_DAYS).default(90),
});

export interface CreatedToken {
  token: TokenView;
  /** The value, for this once. */
  value: string;
}

/**
 * Makes a bearer token of the management API that may do what `scopes` say, and never more than its creator may at the
 * time of a call. Throws `forbidden` for a scope that the creator lacks, and for who is no person.
 */
export async function createToken(
  viewer: Viewer,
  input: z.input<typeof createTokenSchema>,
  now: Date = new Date(),
): Promise<CreatedToken> {
  const { name, scopes, expiresInDays } = createTokenSchema.parse(input);
  const lacking = scopes.find((scope) => !may(viewer, scope));
  if (lacking !== undefined)
    throw new GatewayError('forbidden', `You do not have the right ${lacking} yourself.`, {
      param: 'scopes',
    });
  await requirePerson(viewer);
  const value = `${TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`;
  const data = {
    id: `token-${randomUUID()}`,
    name,
    digest: digestToken(value),
    prefix: value.slice(0, TOKEN_PREFIX.length + 4),
    scopes: [...new Set(scopes)],
    creatorId: viewer.id,
    createdAt: now,
    expiresAt: new Date(now.getTime() + expiresInDays * DAY_MS),
  };
  return db().$transaction(async (tx) => {
    const token = tokenView(await tx.serviceToken.create({ data }));
    const subject = { kind: 'token', id: token.id };
    await appendAudit(tx, actorOf(viewer), { action: 'token.create', subject, before: null, after: token });
    return { token, value };
  });
}

/** A token made by a token would outlive its maker. */
async function requirePerson(viewer: Viewer): Promise<void> {
  const isPerson = viewer.scopes === undefined && (await db().user.count({ where: { id: viewer.id } })) === 1;
  if (!isPerson)
    throw new GatewayError('forbidden', 'Only a person who is signed in can make service tokens.');
}
