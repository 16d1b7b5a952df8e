import type { OAuthConfig } from 'next-auth/providers/oauth';
import { z } from 'zod';
import { env } from '@/lib/env';
import type { FederatedIdentity } from './admit-federated';
import { emailSchema } from './passwords/password-rules';

const GOOGLE = 'https://accounts.google.com';
const GITHUB = 'https://github.com/login/oauth';

/** What providers say of a person, as far as we read it. */
const claimsSchema = z.object({
  email: emailSchema,
  email_verified: z.literal(true).optional().catch(undefined),
  name: z.string().max(200).optional().catch(undefined),
});

/** A provider of sign-in and the issuer below which its subjects are unique. */
export interface SignInProvider {
  config: OAuthConfig<Record<string, unknown>>;
  issuer: string;
}

/** Providers that the environment sets up, in the order of the buttons. */
export function signInProviders(): SignInProvider[] {
  const { TOLLGATE_OIDC_ISSUER: issuer, TOLLGATE_OIDC_NAME: name, ...settings } = env();
  return [
    issuer !== undefined &&
      openId(
        { id: 'oidc', name, issuer },
        settings.TOLLGATE_OIDC_CLIENT_ID,
        settings.TOLLGATE_OIDC_CLIENT_SECRET,
      ),
    openId(
      { id: 'google', name: 'Google', issuer: GOOGLE },
      settings.TOLLGATE_GOOGLE_CLIENT_ID,
      settings.TOLLGATE_GOOGLE_CLIENT_SECRET,
    ),
    github(settings.TOLLGATE_GITHUB_CLIENT_ID, settings.TOLLGATE_GITHUB_CLIENT_SECRET),
  ].filter((one) => one !== false && one !== undefined);
}

/** Who signs in, as one of the providers says; undefined when it says too little. Pure. */
export function identityOf(issuer: string, subject: string, profile: unknown): FederatedIdentity | undefined {
  const claims = claimsSchema.safeParse(profile);
  if (!claims.success || subject === '') return undefined;
  const { email, email_verified: verified, name } = claims.data;
  return {
    issuer,
    subject,
    email,
    emailVerified: verified === true,
    ...(name === undefined ? {} : { name }),
  };
}

function openId(
  { id, name, issuer }: { id: string; name: string; issuer: string },
  clientId: string | undefined,
  clientSecret: string | undefined,
): SignInProvider | undefined {
  if (clientId === undefined || clientSecret === undefined) return undefined;
  const wellKnown = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const config: SignInProvider['config'] = {
    ...{ id, name, type: 'oauth', wellKnown, clientId, clientSecret, idToken: true },
    authorization: { params: { scope: 'openid email profile' } },
    checks: ['pkce', 'state', 'nonce'],
    profile: (claims) => ({ id: String(claims['sub'] ?? '') }),
  };
  return { issuer, config };
}

const addressesSchema = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** GitHub says in a list of its own which addresses it has checked; the one on the profile may be any. */
function github(clientId: string | undefined, clientSecret: string | undefined): SignInProvider | undefined {
  if (clientId === undefined || clientSecret === undefined) return undefined;
  const config: SignInProvider['config'] = {
    ...{ id: 'github', name: 'GitHub', type: 'oauth', clientId, clientSecret, checks: ['pkce', 'state'] },
    // It names itself in its answers (RFC 9207).
    issuer: GITHUB,
    authorization: { url: `${GITHUB}/authorize`, params: { scope: 'read:user user:email' } },
    token: `${GITHUB}/access_token`,
    userinfo: {
      url: 'https://api.github.com/user',
      async request({ client, tokens }) {
        const profile = await client.userinfo(tokens.access_token ?? '');
        const headers = { authorization: `Bearer ${tokens.access_token ?? ''}` };
        const answer = await fetch('https://api.github.com/user/emails', { headers });
        const primary = addressesSchema.parse(await answer.json()).find((one) => one.primary);
        return { ...profile, email: primary?.email, email_verified: primary?.verified === true };
      },
    },
    profile: ({ id }) => ({ id: String(id) }),
  };
  return { issuer: GITHUB, config };
}
