import { randomBytes } from 'node:crypto';
import type { OpenIdProvider } from '@/tests/support/openid-provider';
import { startTollgate, type RunningTollgate } from '@/tests/support/start-tollgate';

export interface Product extends RunningTollgate {
  admin: { email: string; password: string };
  /** Calls the management API with the installation's token; the parsed answer. Throws unless it is 2xx. */
  manage(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
}

/** The whole product behind a proxy on this machine, so that tests can say where a request comes from. */
export async function startProduct(openId: OpenIdProvider): Promise<Product> {
  const admin = { email: 'admin@example.com', password: `admin password ${randomBytes(9).toString('hex')}` };
  const running = await startTollgate({
    TOLLGATE_ADMIN_EMAIL: admin.email,
    TOLLGATE_ADMIN_PASSWORD: admin.password,
    TOLLGATE_SIMULATOR_LATENCY_FACTOR: '0',
    TOLLGATE_DEMO: 'off',
    TOLLGATE_WORKERS: '2',
    TOLLGATE_TRUSTED_PROXIES: '127.0.0.1',
    TOLLGATE_OIDC_ISSUER: openId.issuer,
    TOLLGATE_OIDC_CLIENT_ID: openId.clientId,
    TOLLGATE_OIDC_CLIENT_SECRET: openId.clientSecret,
    LOG_LEVEL: 'trace',
  });
  return {
    ...running,
    admin,
    async manage(method, path, body) {
      const answer = await fetch(new URL(path, running.url), {
        method,
        headers: { authorization: `Bearer ${running.adminToken}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return JSON.parse(text) as Record<string, unknown>;
    },
  };
}
