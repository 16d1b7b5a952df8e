import type { Account, AuthOptions, Session, User } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { headers } from 'next/headers';
import { logRefusal } from '@/lib/access/refusals/note-refusal';
import { env } from '@/lib/env';
import { logger } from '@/lib/logger';
import { deriveKey } from '@/lib/secrets/derive-key';
import { admitFederated, findLinkedUser } from './admit-federated';
import { authenticate } from './authenticate';
import { clientAddress } from './client-address';
import { closeSession } from './sessions/end-session';
import { openSession, SESSION_MS } from './sessions/open-session';
import { identityOf, signInProviders } from './sign-in-providers';
import { signUpRule } from './sign-up-rule';
import { NOT_INVITED, SIGN_IN_ERRORS, SIGN_IN_REFUSALS } from './sign-in-errors';

interface OurUser {
  id: string | undefined;
  sessionId: unknown;
}

const credentials = CredentialsProvider({
  credentials: { email: { type: 'email' }, password: { type: 'password' }, code: { type: 'text' } },
  async authorize(input, request) {
    const { email, password, code } = input ?? {};
    const address = clientAddress(request.headers ?? {});
    const found = await authenticate({ email, password, code }, address);
    if (found.kind === 'user') return { id: found.id, email: found.email };
    if (found.kind !== 'code_needed')
      logRefusal(SIGN_IN_REFUSALS[found.kind], { address, method: 'POST', route: '/sign-in' });
    if (found.kind === 'refused') return null;
    throw new Error(SIGN_IN_ERRORS[found.kind]);
  },
});

/** next-auth reads where it runs from the process environment only. */
function announceAddress(): void {
  const address = env().TOLLGATE_PUBLIC_URL;
  if (address === undefined) {
    // Our own front process, or Next itself, writes x-forwarded-host and -proto; nobody else reaches this port.
    process.env['AUTH_TRUST_HOST'] ??= 'true';
  } else {
    process.env['NEXTAUTH_URL'] ??= new URL(address).origin;
  }
}

function issuerOf(account: Account): string {
  return signInProviders().find(({ config }) => config.id === account.provider)?.issuer ?? account.provider;
}

/** A session of who has just been let in. Throws when a provider's person is nobody's any more. */
async function startSession(user: User, account: Account): Promise<{ sub: string; sessionId: string }> {
  const isPassword = account.type === 'credentials';
  const userId = isPassword ? user.id : await findLinkedUser(issuerOf(account), account.providerAccountId);
  if (userId === null) throw new Error('nobody is linked to this account');
  const from = await headers();
  const sessionId = await openSession(userId, {
    method: isPassword ? 'password' : account.provider,
    address: clientAddress(from),
    agent: from.get('user-agent') ?? '',
  });
  return { sub: userId, sessionId };
}

const callbacks: AuthOptions['callbacks'] = {
  async signIn({ account, profile }) {
    if (account === null) return false;
    if (account.type === 'credentials') return true;
    const identity = identityOf(issuerOf(account), account.providerAccountId, profile);
    const admitted = identity === undefined ? null : await admitFederated(identity, signUpRule());
    if (admitted !== null) return true;
    const address = clientAddress(await headers());
    logRefusal('not_invited', { address, method: 'GET', route: '/sign-in' });
    return `/sign-in?error=${NOT_INVITED}`;
  },
  jwt: ({ token, user, account }) => (account ? startSession(user as User, account) : token),
  session({ session, token }) {
    const user: Session['user'] & OurUser = { id: token.sub, sessionId: token['sessionId'] };
    return { ...session, user };
  },
  redirect({ url, baseUrl }) {
    if (url.startsWith('/') && !/^\/[/\\]/.test(url)) return `${baseUrl}${url}`;
    return URL.canParse(url) && new URL(url).origin === baseUrl ? url : baseUrl;
  },
};

let made: AuthOptions | undefined;

/** Settings of next-auth, made on first use: a build has no secret. */
export function authOptions(): AuthOptions {
  announceAddress();
  made ??= {
    secret: deriveKey('session').toString('base64url'),
    session: { strategy: 'jwt', maxAge: SESSION_MS / 1_000 },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [credentials, ...signInProviders().map(({ config }) => config)],
    callbacks,
    events: {
      async signOut({ token }) {
        if (typeof token['sessionId'] === 'string') await closeSession(token['sessionId']);
      },
    },
    logger: {
      error: (code) => logger.error({ code }, 'sign-in'),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
  return made;
}
