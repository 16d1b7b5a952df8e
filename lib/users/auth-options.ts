import type { AuthOptions, Session } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { env } from '@/lib/env';
import { logger } from '@/lib/logger';
import { deriveKey } from '@/lib/secrets/derive-key';
import { authenticate } from './authenticate';
import { clientAddress } from './client-address';

/** What `signIn` reports when an account or address is over its limit. */
export const TOO_MANY_ATTEMPTS = 'TooManyAttempts';

interface OurUser {
  id: string | undefined;
  epoch: unknown;
}

const SESSION_S = 7 * 24 * 3_600;

const credentials = CredentialsProvider({
  credentials: { email: { type: 'email' }, password: { type: 'password' } },
  async authorize(input, request) {
    const found = await authenticate(input, clientAddress(request.headers ?? {}));
    switch (found.kind) {
      case 'user':
        return { id: found.id, email: found.email, sessionEpoch: found.sessionEpoch };
      case 'refused':
        return null;
      case 'too_many':
        throw new Error(TOO_MANY_ATTEMPTS);
      default:
        return found satisfies never;
    }
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

let made: AuthOptions | undefined;

/** Settings of next-auth, made on first use: a build has no secret. */
export function authOptions(): AuthOptions {
  announceAddress();
  made ??= makeOptions();
  return made;
}

function makeOptions(): AuthOptions {
  return {
    secret: deriveKey('session').toString('base64url'),
    session: { strategy: 'jwt', maxAge: SESSION_S },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [credentials],
    callbacks: {
      jwt({ token, user }) {
        if (user === undefined || user === null) return token;
        return { sub: user.id, epoch: 'sessionEpoch' in user ? user.sessionEpoch : undefined };
      },
      session({ session, token }) {
        const user: Session['user'] & OurUser = { id: token.sub, epoch: token['epoch'] };
        return { ...session, user };
      },
      redirect({ url, baseUrl }) {
        if (url.startsWith('/') && !/^\/[/\\]/.test(url)) return `${baseUrl}${url}`;
        return URL.canParse(url) && new URL(url).origin === baseUrl ? url : baseUrl;
      },
    },
    logger: {
      error: (code) => logger.error({ code }, 'sign-in'),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}
