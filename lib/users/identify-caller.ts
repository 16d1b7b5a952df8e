import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';
import { GatewayError } from '@/lib/errors/gateway-error';
import { msg } from '@/lib/i18n/msg';
import { TOKEN_PREFIX } from '@/lib/tokens/digest';
import { findTokenCaller } from '@/lib/tokens/find-caller';
import { clientAddress } from './client-address';
import { OtherSiteError } from './other-site-error';
import { requireNothingOwed } from './sessions/require-session';
import type { Viewer } from './viewer';

/** What authorisation reads of a request. */
export interface CallerRequest {
  method: string;
  headers: Headers;
}

/** The signed-in user, or null; `currentUser` inside of Next. */
export type ReadSession = () => Promise<Viewer | null>;

/** Who holds TOLLGATE_ADMIN_TOKEN. Its owner has the machine, hence the role. */
const TOKEN_HOLDER: Viewer = { id: 'admin-token', email: 'admin token', role: 'owner' };
const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Who calls the management API: the holder of the bearer token (a service token, or the one of the installation), else
 * whoever is signed in. A request that brings a
 * token is never taken for its browser's session. Throws 401, and 403 for a change that another site sent and for who owes a second factor.
 */
export async function identifyCaller(request: CallerRequest, session: ReadSession): Promise<Viewer> {
  const caller = await callerOf(request, session);
  return { ...caller, origin: { address: clientAddress(request.headers) } };
}

async function callerOf(request: CallerRequest, session: ReadSession): Promise<Viewer> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    const caller = token === undefined ? null : await callerByToken(token);
    if (caller !== null) return caller;
    throw new GatewayError(
      'invalid_api_key',
      'The bearer token is neither a service token in force nor the one in TOLLGATE_ADMIN_TOKEN.',
    );
  }
  const user = await session();
  if (user === null)
    throw new GatewayError(
      'missing_api_key',
      'Sign in, or send `Authorization: Bearer` with a service token or TOLLGATE_ADMIN_TOKEN.',
    );
  if (!SAFE_METHODS.includes(request.method) && !isSameOrigin(request.headers))
    throw new OtherSiteError(msg('This change was sent from another site.'), user);
  requireNothingOwed(user);
  return user;
}

function callerByToken(token: string): Promise<Viewer | null> | Viewer | null {
  if (token.startsWith(TOKEN_PREFIX)) return findTokenCaller(token);
  return isAdminToken(token) ? TOKEN_HOLDER : null;
}

/** Digests are compared, so that neither the length nor the first wrong character shows in the time taken. */
function isAdminToken(token: string): boolean {
  const expected = env().TOLLGATE_ADMIN_TOKEN;
  if (expected === undefined) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(token), digest(expected));
}

/** The browser's own word first, which no page can set; then the origin. With neither it is no browser of ours. */
function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('origin');
  if (origin === null || !URL.canParse(origin)) return false;
  const address = env().TOLLGATE_PUBLIC_URL;
  if (address !== undefined && new URL(address).origin === new URL(origin).origin) return true;
  const host = headers.get('x-forwarded-host') ?? headers.get('host');
  return host !== null && new URL(origin).host === host;
}
