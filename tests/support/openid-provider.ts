import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is wrong with the tokens that it gives out next. */
export type Flaw = 'nonce' | 'audience' | 'issuer' | 'signature' | 'expired' | 'unsigned';

export interface OpenIdProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who signs in next. */
  person: { sub: string; email: string; email_verified: boolean; name?: string };
  flaw: Flaw | undefined;
  close(): void;
}

interface Grant {
  nonce: string;
  challenge: string;
}

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A small OpenID provider over HTTP: discovery, PKCE, one-time codes, client secrets and ID tokens signed with RS256. */
export async function startOpenIdProvider(): Promise<OpenIdProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const grants = new Map<string, Grant>();
  const server = http.createServer((request, response) => {
    void answer(request).then(({ status = 200, headers = {}, body }) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: OpenIdProvider = {
    issuer,
    clientId: 'tollgate',
    clientSecret: `oidc-${randomUUID()}`,
    person: { sub: '1', email: 'nobody@example.com', email_verified: true },
    flaw: undefined,
    close: () => void server.close(),
  };

  function idToken({ nonce }: Grant): string {
    const { flaw, person, clientId } = provider;
    const now = Math.floor(Date.now() / 1_000);
    const claims = {
      ...person,
      iss: flaw === 'issuer' ? 'https://evil.example' : issuer,
      aud: flaw === 'audience' ? 'somebody-else' : clientId,
      nonce: flaw === 'nonce' ? 'another' : nonce,
      iat: flaw === 'expired' ? now - 7_200 : now,
      exp: flaw === 'expired' ? now - 3_600 : now + 300,
    };
    const unsigned = `${base64({ alg: flaw === 'unsigned' ? 'none' : 'RS256', kid: 'k1' })}.${base64(claims)}`;
    if (flaw === 'unsigned') return `${unsigned}.`;
    const signed = flaw === 'signature' ? `${unsigned}x` : unsigned;
    return `${unsigned}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`;
  }

  async function answer(request: http.IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', issuer);
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return { body: discovery(issuer) };
      case '/jwks':
        return {
          body: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] },
        };
      case '/authorize':
        return authorize(url.searchParams);
      case '/token':
        return token(new URLSearchParams(await textOf(request)), request.headers.authorization);
      default:
        return { status: 404 };
    }
  }

  function authorize(query: URLSearchParams): Answer {
    const code = randomUUID();
    grants.set(code, { nonce: query.get('nonce') ?? '', challenge: query.get('code_challenge') ?? '' });
    const back = new URL(query.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    return { status: 302, headers: { location: back.href } };
  }

  function token(form: URLSearchParams, authorization: string | undefined): Answer {
    const { clientId, clientSecret } = provider;
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const isClient = authorization === `Basic ${basic}` || form.get('client_secret') === clientSecret;
    if (!isClient || grant?.challenge !== challenge) return { status: 400, body: { error: 'invalid_grant' } };
    return { body: { access_token: randomUUID(), token_type: 'Bearer', id_token: idToken(grant) } };
  }

  return provider;
}

interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: object;
}

function discovery(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

async function textOf(request: http.IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
