import { appendAudit } from '@/lib/audit/append';
import type { Transaction } from '@/lib/config/database';
import { db } from '@/lib/db';
import type { Role } from '@/lib/access/roles';
import { MAIN_WORKSPACE } from '@/lib/workspaces/ids';
import { hasSecondFactor } from './second-factor/check-second-factor';
import { findOpenInvitation, takeInvitation } from './invitations/take-invitation';

/** Somebody whom a provider of sign-in vouches for. */
export interface FederatedIdentity {
  /** Address of the provider: subjects are unique below it, and nowhere else. */
  issuer: string;
  subject: string;
  email: string;
  /** The provider says that it has checked the address. Anything else counts as not checked. */
  emailVerified: boolean;
  name?: string;
}

/** Who may join without an invitation. */
export interface SignUpRule {
  /** Domains of e-mail addresses, in lower case. */
  domains: readonly string[];
  role: Role;
}

/** Whose account that is, by the provider's own name for the person; null: nobody's yet. */
export async function findLinkedUser(issuer: string, subject: string): Promise<string | null> {
  const linked = await db().linkedAccount.findUnique({ where: { issuer_subject: { issuer, subject } } });
  return linked?.userId ?? null;
}

/**
 * Lets somebody in who comes from a provider: known by its own name for them, or by an address that it has verified and
 * that has an account, an invitation, or an allowed domain here. An account with a second factor is never linked this
 * way, since that would lead around it. Resolves to the user's id, or null for everybody else.
 */
export async function admitFederated(
  identity: FederatedIdentity,
  rule: SignUpRule,
  now: Date = new Date(),
): Promise<string | null> {
  const { issuer, subject, email } = identity;
  const known = await findLinkedUser(issuer, subject);
  if (known !== null) return known;
  if (!identity.emailVerified) return null;
  const user = await db().user.findUnique({ where: { email }, select: { id: true } });
  if (user !== null && (await hasSecondFactor(user.id))) return null;
  const invitation = user === null ? await findOpenInvitation({ email }, now) : null;
  const named = identity.name === undefined ? {} : { name: identity.name };
  return db().$transaction(async (tx) => {
    const id =
      user?.id ??
      (invitation !== null
        ? (await takeInvitation(tx, invitation, named, now))?.id
        : await signUp(tx, identity, rule));
    if (id === undefined) return null;
    await tx.linkedAccount.create({ data: { issuer, subject, userId: id, createdAt: now } });
    await appendAudit(
      tx,
      { id, name: email },
      {
        action: 'user.link',
        subject: { kind: 'user', id },
        before: null,
        after: { issuer, subject, email },
      },
    );
    return id;
  });
}

async function signUp(
  tx: Transaction,
  { email, name }: FederatedIdentity,
  { domains, role }: SignUpRule,
): Promise<string | undefined> {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  if (!domains.includes(domain)) return undefined;
  const main = await tx.workspace.count({ where: { id: MAIN_WORKSPACE } });
  const memberships = main === 0 ? [] : [{ workspaceId: MAIN_WORKSPACE }];
  const user = await tx.user.create({
    data: { email, name: name ?? null, role, memberships: { create: memberships } },
  });
  await appendAudit(
    tx,
    { id: user.id, name: email },
    {
      action: 'user.create',
      subject: { kind: 'user', id: user.id },
      before: null,
      after: { email, role, domain },
    },
  );
  return user.id;
}
