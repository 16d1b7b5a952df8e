import { expect, test } from 'vitest';
import { ACCOUNT_LIMIT, ADDRESS_LIMIT } from '@/lib/users/sign-in-limit';
import type { Flaw, OpenIdProvider } from '@/tests/support/openid-provider';
import type { Product } from './product';
import { Visitor } from './visitor';

/** Signs in with the OpenID provider, as a browser would, and shows where that ends. */
async function byOpenId(
  product: Product,
  callbackUrl = '/overview',
): Promise<{ visitor: Visitor; ends: string }> {
  const visitor = new Visitor(product.url);
  const started = await visitor.submit('/api/auth/signin/oidc', { callbackUrl });
  const { url } = (await started.json()) as { url: string };
  const granted = await fetch(url, { redirect: 'manual' });
  const back = new URL(granted.headers.get('location') ?? '');
  const done = await visitor.ask(`${back.pathname}${back.search}`);
  return { visitor, ends: done.headers.get('location') ?? String(done.status) };
}

export function testOpenId(product: () => Product, openId: () => OpenIdProvider): void {
  test('an OpenID provider lets in whom an admin has invited, and nobody else', async () => {
    openId().person = { sub: 'ada', email: 'ada@example.com', email_verified: true };
    const before = await byOpenId(product());
    expect(before.ends).toContain('NotInvited');
    expect(before.visitor.isSignedIn).toBe(false);
    await product().manage('POST', '/api/v1/invitations', { email: 'ada@example.com', role: 'viewer' });
    openId().person.email_verified = false;
    expect((await byOpenId(product())).visitor.isSignedIn).toBe(false);
    openId().person.email_verified = true;
    const { visitor } = await byOpenId(product());
    expect(visitor.isSignedIn).toBe(true);
    expect((await visitor.ask('/overview')).status).toBe(200);
  });

  const FLAWS: readonly Flaw[] = ['nonce', 'audience', 'issuer', 'signature', 'expired', 'unsigned'];
  test.each(FLAWS)('an ID token whose %s is wrong lets nobody in', async (flaw) => {
    openId().flaw = flaw;
    const { visitor } = await byOpenId(product());
    openId().flaw = undefined;
    expect(visitor.isSignedIn).toBe(false);
  });

  test('a sign-in that another browser began is not finished by this one', async () => {
    const [one, other] = [new Visitor(product().url), new Visitor(product().url)];
    const { url } = (await (await one.submit('/api/auth/signin/oidc', {})).json()) as { url: string };
    const back = new URL((await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '');
    await other.ask(`${back.pathname}${back.search}`);
    expect(other.isSignedIn).toBe(false);
  });

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'signing in never leads to %s',
    async (callbackUrl) => {
      const { ends, visitor } = await byOpenId(product(), callbackUrl);
      expect(visitor.isSignedIn).toBe(true);
      expect(new URL(ends, product().url).origin).toBe(product().url);
      const page = await visitor.ask(`/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`);
      expect(new URL(page.headers.get('location') ?? '/', product().url).origin).toBe(product().url);
    },
  );

  test('a provider that is started by a link on another site, without our own form, sends nobody away', async () => {
    const visitor = new Visitor(product().url);
    const answer = await visitor.ask('/api/auth/signin/oidc', {
      method: 'POST',
      body: new URLSearchParams({ csrfToken: 'x' }),
    });
    expect(answer.headers.get('location') ?? '').not.toContain(openId().issuer);
  });
}

export function testPasswords(product: () => Product): void {
  test('a script that guesses passwords is locked out, for the account and for its address', async () => {
    const script = new Visitor(product().url, '198.51.100.1');
    const { email, password } = product().admin;
    for (let n = 0; n < ACCOUNT_LIMIT; n += 1)
      expect((await script.signIn(email, `guess ${n}`)).status).toBe(401);
    expect(await (await script.signIn(email, password)).text()).toContain('TooManyAttempts');
    const elsewhere = new Visitor(product().url, '198.51.100.2');
    expect(await (await elsewhere.signIn(email, password)).text()).toContain('TooManyAttempts');
    for (let n = ACCOUNT_LIMIT; n < ADDRESS_LIMIT; n += 1)
      await script.signIn(`nobody-${n}@example.com`, 'guess');
    expect(await (await script.signIn('fresh@example.com', 'guess')).text()).toContain('TooManyAttempts');
    const other = new Visitor(product().url, '198.51.100.3');
    expect(await (await other.signIn('fresh@example.com', 'guess')).text()).not.toContain('TooManyAttempts');
    expect([script, elsewhere, other].some((visitor) => visitor.isSignedIn)).toBe(false);
  }, 120_000);

  test('an address that a client writes itself, before that of the proxy, opens no new account of failures', async () => {
    const answers: string[] = [];
    for (let n = 0; n <= ADDRESS_LIMIT; n += 1) {
      const forged = new Visitor(product().url, `10.1.1.${n}, 198.51.100.9`);
      answers.push(await (await forged.signIn(`other-${n}@example.com`, 'guess')).text());
    }
    expect(answers.at(-1)).toContain('TooManyAttempts');
  }, 120_000);
}
