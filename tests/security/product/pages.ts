import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Product } from './product';
import { Visitor } from './visitor';

/** Pages that ask for somebody who is signed in, from the file system. */
const PAGES = readdirSync('app/(dashboard)', { recursive: true, encoding: 'utf8' })
  .filter((file) => file === 'page.tsx' || file.endsWith('/page.tsx'))
  .map((file) => `/${file.replace(/\/?page\.tsx$/, '').replace('[id]', 'some-id')}`);

/** Ways in which guards that stand before a page were walked around elsewhere. */
const HEADERS: readonly Record<string, string>[] = [
  {},
  ...['middleware', 'proxy', 'src/middleware', 'src/proxy'].map((name) => ({
    'x-middleware-subrequest': Array.from({ length: 5 }, () => name).join(':'),
  })),
  { 'x-middleware-next': '1', 'x-middleware-rewrite': '/setup', 'x-middleware-override-headers': 'cookie' },
  { 'x-nextjs-data': '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
  { rsc: '1', 'next-router-segment-prefetch': '/_tree' },
  { rsc: '1', 'next-router-state-tree': '%5B%22%22%5D' },
  { 'x-forwarded-host': 'localhost', 'x-forwarded-proto': 'https', 'x-real-ip': '127.0.0.1' },
  {
    'x-original-url': '/setup',
    'x-rewrite-url': '/setup',
    'x-invoke-path': '/setup',
    'x-matched-path': '/setup',
  },
  { cookie: 'next-auth.session-token=null' },
  { cookie: 'next-auth.session-token=eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.' },
];
const PATHS: readonly ((path: string) => string)[] = [
  (path) => `${path}/`,
  (path) => `/${path}`,
  (path) => `${path}.rsc`,
  (path) => `${path}.txt`,
  (path) => `${path}.segments/_tree.segment.rsc`,
  (path) => `${path}.segments/_full.segment.rsc`,
  (path) => `${path}?_rsc=1`,
  (path) => `${path}?__nextDataReq=1`,
  (path) => `/_next/data/build${path}.json`,
  (path) => `/_next${path}`,
  (path) => `/sign-in/..${path}`,
  (path) => `/%2e%2e${path}`,
  (path) => path.toUpperCase(),
];

export function testPages(product: () => Product): void {
  const marks = () => ['page-canary', product().admin.email];

  test('what the pages show to who is signed in is told to nobody else, however they ask', async () => {
    await product().manage('POST', '/api/v1/keys', { id: 'page-canary', name: 'page-canary' });
    const owner = new Visitor(product().url);
    await owner.signIn(product().admin.email, product().admin.password);
    expect(await (await owner.ask('/keys')).text()).toContain('page-canary');
    expect(PAGES.length).toBeGreaterThan(10);
    const tries = PAGES.flatMap((page) => [
      ...HEADERS.map((headers) => [page, headers] as const),
      ...PATHS.map((path) => [path(page), {}] as const),
    ]);
    for (const [path, headers] of tries) {
      const answer = await fetch(`${product().url}${path}`, { headers, redirect: 'manual' });
      const text = await answer.text();
      const about = `${path} ${JSON.stringify(headers)}: ${answer.status}`;
      expect(answer.status, about).toBeLessThan(500);
      for (const mark of marks()) expect(text.includes(mark), about).toBe(false);
    }
  }, 240_000);

  test('the management API is as shut, whatever stands in the headers', async () => {
    for (const headers of HEADERS) {
      const answer = await fetch(`${product().url}/api/v1/keys`, { headers });
      expect([headers, answer.status]).toEqual([headers, 401]);
    }
  });

  test.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    {},
  ])('a change with a cookie but from elsewhere (%j) is not made', async (headers) => {
    const owner = new Visitor(product().url);
    await owner.signIn(product().admin.email, product().admin.password);
    const body = JSON.stringify({ id: 'forged', name: 'forged' });
    const json = { 'content-type': 'application/json' };
    const forged = await owner.ask('/api/v1/keys', {
      method: 'POST',
      body,
      headers: { ...json, ...headers },
    });
    expect(forged.status).toBe(403);
    expect(JSON.stringify(await product().manage('GET', '/api/v1/keys'))).not.toContain('forged');
  });

  test('pages carry a policy without inline scripts, say what they are, and are not framed', async () => {
    const answer = await fetch(`${product().url}/sign-in`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{16,}' 'strict-dynamic';/);
    for (const part of [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    const again = await fetch(`${product().url}/sign-in`);
    expect(again.headers.get('content-security-policy')).not.toBe(policy);
    const page = await answer.text();
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    for (const [script] of page.matchAll(/<script[^>]*>/g)) expect(script).toContain(`nonce="${nonce}"`);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-powered-by')).toBeNull();
    const api = await fetch(`${product().url}/api/v1/keys`);
    expect(api.headers.get('x-content-type-options')).toBe('nosniff');
    expect(api.headers.get('cache-control')).toBe('no-store');
  });

  test('behind TLS browsers are told to stay with it; without it nothing is promised', async () => {
    const tls = await fetch(`${product().dashboardUrl}/sign-in`, {
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(tls.headers.get('strict-transport-security')).toMatch(/max-age=\d{8,}/);
    const plain = await fetch(`${product().url}/sign-in`, { headers: { 'x-forwarded-proto': 'https' } });
    expect(plain.headers.get('strict-transport-security')).toBeNull();
  });

  test('the session cookie is out of the reach of scripts and of other sites', async () => {
    const owner = new Visitor(product().url);
    const answer = await owner.signIn(product().admin.email, product().admin.password);
    const cookie = answer.headers.getSetCookie().find((line) => line.includes('session-token')) ?? '';
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=(Lax|Strict)/i);
    expect(cookie).not.toMatch(/; Domain=/i);
  });

  test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'https:evil.example'])(
    'signing in with a password never leads to %s',
    async (callbackUrl) => {
      const visitor = new Visitor(product().url);
      const { email, password } = product().admin;
      const answer = await visitor.submit('/api/auth/callback/credentials', {
        email,
        password,
        code: '',
        callbackUrl,
      });
      const { url } = (await answer.json()) as { url: string };
      expect(new URL(url, product().url).origin).toBe(product().url);
    },
  );
}
