import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { withClient } from '@/lib/boot/postgres/connect';
import type { OpenIdProvider } from '@/tests/support/openid-provider';
import { chatAnswer, startUpstream, type UpstreamStub } from '@/tests/unit/gateway/upstream-stub';
import { chat } from './keys';
import type { Product } from './product';
import { Visitor } from './visitor';

/** Each is in one input and nowhere else, so that a find says where it came from. */
class Canaries {
  readonly all = new Map<string, string>();

  of(input: string): string {
    const known = this.all.get(input);
    if (known !== undefined) return known;
    const value = `canary${randomBytes(12).toString('hex')}`;
    this.all.set(input, value);
    return value;
  }

  /** Names of the inputs that a text gives away, as they are or in base64 or hex. */
  in(text: string): string[] {
    const shapes = (value: string) => [
      value,
      Buffer.from(value).toString('hex'),
      Buffer.from(value).toString('base64').slice(4, 28),
    ];
    return [...this.all]
      .filter(([, value]) => shapes(value).some((shape) => text.includes(shape)))
      .map(([input]) => input);
  }
}

const SECRETS = ['key-value', 'provider-key', 'channel-secret', 'slack-path'];

export function testCanaries(product: () => Product, openId: () => OpenIdProvider): void {
  const canaries = new Canaries();
  const answers: string[] = [];
  let upstream: UpstreamStub;
  const key = () => `tg-${canaries.of('key-value')}`;

  async function configure(): Promise<void> {
    const price = { provider: 'stub', model: 'stub', per: 1_000_000, source: 'test', rate: '1' };
    const dates = { effectiveFrom: '2026-01-01T00:00:00Z', recordedAt: '2026-01-01T00:00:00Z' };
    const present = (await product().manage('GET', '/api/v1/config')) as Record<string, object[]>;
    await product().manage('PUT', '/api/v1/config', {
      ...present,
      providers: [
        ...(present['providers'] ?? []),
        {
          id: 'stub',
          dialect: 'openai-chat',
          baseUrl: `${upstream.url}/v1`,
          apiKey: `sk-${canaries.of('provider-key')}`,
        },
      ],
      models: [...(present['models'] ?? []), { id: 'stub', offers: [{ provider: 'stub', model: 'stub' }] }],
      prices: [
        ...(present['prices'] ?? []),
        { ...price, ...dates, id: 'stub/in', meter: 'in.text' },
        { ...price, ...dates, id: 'stub/out', meter: 'out.text' },
      ],
      channels: [
        ...(present['channels'] ?? []),
        {
          id: 'hook',
          name: 'Hook',
          kind: 'webhook',
          url: `${upstream.url}/hook`,
          secret: canaries.of('channel-secret'),
        },
        {
          id: 'slack',
          name: 'Slack',
          kind: 'slack',
          secret: `${upstream.url}/${canaries.of('slack-path')}`,
        },
      ],
    });
    await product().manage('POST', '/api/v1/keys', { id: 'canary', name: 'Canary', value: key() });
    await expect.poll(async () => (await chat(product(), key())).status, { timeout: 10_000 }).toBe(200);
  }

  /** Asks, and keeps what came back. */
  async function ask(route: string, init: RequestInit): Promise<void> {
    const answer = await fetch(`${product().url}${route}`, init);
    answers.push(`${JSON.stringify([...answer.headers])} ${await answer.text()}`);
  }

  const headersOf = (input: string) => ({
    'content-type': 'application/json',
    authorization: `Bearer ${key()}`,
    cookie: `session=${canaries.of(`${input} cookie`)}`,
    'x-custom': canaries.of(`${input} header`),
    'x-forwarded-for': '203.0.113.7',
  });

  async function askModels(): Promise<void> {
    for (const [door, part] of [
      [
        '/v1/chat/completions',
        (text: string) => ({
          messages: [
            { role: 'system', content: text },
            { role: 'user', content: text },
          ],
          tools: [{ type: 'function', function: { name: 'f', description: text, parameters: {} } }],
        }),
      ],
      [
        '/v1/messages',
        (text: string) => ({ max_tokens: 50, system: text, messages: [{ role: 'user', content: text }] }),
      ],
      ['/v1/responses', (text: string) => ({ input: text, instructions: text })],
      ['/v1/embeddings', (text: string) => ({ input: [text] })],
    ] as const)
      for (const model of ['stub', 'auto', 'no-such-model'])
        for (const stream of [false, true]) {
          const body = {
            model,
            ...part(canaries.of(`${door} prompt`)),
            ...(door === '/v1/embeddings' ? {} : { stream }),
          };
          await ask(door, { method: 'POST', headers: headersOf(door), body: JSON.stringify(body) });
        }
  }

  async function askWrongly(): Promise<void> {
    const post = { method: 'POST', headers: headersOf('wrong') };
    await ask('/v1/chat/completions', { ...post, body: `{"messages": ${canaries.of('broken json')}` });
    await ask('/v1/chat/completions', {
      ...post,
      body: JSON.stringify({ model: 'stub', messages: canaries.of('wrong type') }),
    });
    await ask('/v1/models', { headers: { authorization: `Bearer ${canaries.of('wrong bearer')}` } });
    await ask('/v1/models', { headers: { 'x-api-key': canaries.of('wrong x-api-key') } });
    await ask('/v1/models', { headers: { authorization: canaries.of('wrong scheme') } });
    for (const route of ['/v1/models', '/api/v1/keys', '/overview', '/sign-in'])
      await ask(`${route}?api_key=${canaries.of(`${route} query`)}`, {
        headers: { cookie: `a=${canaries.of(`${route} cookie`)}` },
      });
    await ask('/api/v1/keys', { headers: { authorization: `Bearer ${canaries.of('management bearer')}` } });
    await ask('/api/v1/keys', { headers: { authorization: `Bearer tgs-${canaries.of('service token')}` } });
    const manage = { authorization: `Bearer ${product().adminToken}`, 'content-type': 'application/json' };
    await ask('/api/v1/config', {
      method: 'PUT',
      headers: manage,
      body: `{"providers": [{"apiKey": "${canaries.of('broken config')}"`,
    });
    const bad = {
      id: 'bad',
      dialect: 'none',
      baseUrl: 'https://api.example.com',
      apiKey: canaries.of('refused provider'),
    };
    await ask('/api/v1/config', {
      method: 'PUT',
      headers: manage,
      body: JSON.stringify({ providers: [bad] }),
    });
    await ask('/api/v1/config/diff', {
      method: 'POST',
      headers: manage,
      body: JSON.stringify({
        providers: [{ ...bad, dialect: 'gemini', apiKey: canaries.of('previewed provider') }],
      }),
    });
    await ask('/api/v1/keys', {
      method: 'POST',
      headers: manage,
      body: JSON.stringify({ id: 'x', name: 1, value: canaries.of('refused key') }),
    });
  }

  async function signIn(): Promise<Visitor> {
    const visitor = new Visitor(product().url, '203.0.113.99');
    answers.push(await (await visitor.signIn('someone@example.com', canaries.of('wrong password'))).text());
    answers.push(await (await visitor.ask(`/invite?token=${canaries.of('invitation token')}`)).text());
    answers.push(await (await visitor.ask(`/setup?token=${canaries.of('set-up token')}`)).text());
    await visitor.signIn(product().admin.email, product().admin.password);
    expect(visitor.isSignedIn).toBe(true);
    return visitor;
  }

  test('only headers that are known by name reach a provider', async () => {
    upstream = await startUpstream((response, { body, headers }) => {
      // As some do: the answer quotes the credential and the prompt.
      if (body.includes('prompt') || body.includes('canary')) {
        response.writeHead(400, { 'content-type': 'application/json' });
        const message = `Incorrect API key provided: ${headers.authorization}. You sent: ${body}`;
        response.end(
          JSON.stringify({ error: { message, type: 'invalid_request_error', code: null, param: null } }),
        );
      } else response.writeHead(200, { 'content-type': 'application/json' }).end(chatAnswer());
    });
    await configure();
    await fetch(`${product().url}/v1/chat/completions`, {
      method: 'POST',
      headers: {
        ...headersOf('allow-list'),
        'x-forwarded-host': 'evil',
        'x-api-key': 'other',
        'proxy-authorization': 'Basic x',
        'x-real-ip': '1.2.3.4',
        forwarded: 'for=1.2.3.4',
        referer: 'http://x',
        origin: 'http://x',
        api_base: 'http://127.0.0.1',
        'x-tollgate-base-url': 'http://127.0.0.1',
      },
      body: JSON.stringify({
        model: 'stub',
        messages: [{ role: 'user', content: 'hello' }],
        api_base: 'http://127.0.0.1',
        base_url: 'http://127.0.0.1',
      }),
    });
    const allowed = [
      'accept',
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'traceparent',
      'tracestate',
      'user-agent',
      'x-client-request-id',
    ];
    const call = upstream.calls.at(-1);
    expect(Object.keys(call?.headers ?? {}).filter((name) => !allowed.includes(name))).toEqual([]);
    expect(call?.headers['authorization']).toBe(`Bearer sk-${canaries.of('provider-key')}`);
  });

  test('what was put into every input is found in no answer, log, metric, export, file or row', async () => {
    await askModels();
    await askWrongly();
    const owner = await signIn();
    await product()
      .manage('POST', '/api/v1/alerts/channels/hook/test')
      .catch(() => undefined);
    await product()
      .manage('POST', '/api/v1/alerts/channels/slack/test')
      .catch(() => undefined);
    for (const page of [
      '/overview',
      '/requests',
      '/keys',
      '/audit',
      '/alerts',
      '/settings',
      '/people',
      '/pricing',
    ])
      answers.push(await (await owner.ask(page)).text());
    const token = { authorization: `Bearer ${product().adminToken}` };
    const exports = [
      '/api/v1/config',
      '/api/v1/keys',
      '/api/v1/audit',
      '/api/v1/export/audit',
      '/api/v1/config/versions',
      '/api/v1/openapi.json',
      '/api/v1/requests?workspace=main',
    ];
    for (const format of ['csv', 'json'])
      exports.push(
        `/api/v1/export/requests?workspace=main&range=24h&format=${format}`,
        `/api/v1/export/spend?workspace=main&range=24h&format=${format}`,
      );
    const found: Record<string, string[]> = {};
    const look = (where: string, text: string) => {
      const inputs = canaries.in(text);
      if (inputs.length > 0) found[where] = inputs;
    };
    for (const route of [...exports, '/metrics']) {
      const answer = await fetch(`${product().url}${route}`, { headers: token });
      expect([route, answer.status]).toEqual([route, 200]);
      look(route, await answer.text());
    }
    // What a caller sent may be quoted back to that very caller; what others entrusted to us may not.
    const leaked = canaries.in(answers.join('\n')).filter((input) => SECRETS.includes(input));
    expect(leaked).toEqual([]);
    await waitForBooks(product());
    for (const [table, text] of await rowsOf(product().databaseUrl)) look(`table ${table}`, text);
    for (const [file, text] of filesOf(product().dataDirectory)) look(`file ${file}`, text);
    look('log', product().output());
    expect(found).toEqual({});
    await upstream.close();
  }, 120_000);

  test('nor are the secrets of the installation', async () => {
    const { adminToken, admin, dataDirectory, databaseUrl } = product();
    const master = readFileSync(path.join(dataDirectory, 'secret'), 'utf8').trim();
    const secrets = { adminToken, password: admin.password, master, openId: openId().clientSecret };
    const rows = [...(await rowsOf(databaseUrl)).values()].join('\n');
    const metrics = await (
      await fetch(`${product().url}/metrics`, { headers: { authorization: `Bearer ${adminToken}` } })
    ).text();
    const places = { log: product().output(), rows, metrics, answers: answers.join('\n') };
    const found = Object.entries(places).flatMap(([place, text]) =>
      Object.entries(secrets)
        .filter(([, secret]) => text.includes(secret))
        .map(([name]) => `${name} in ${place}`),
    );
    expect(found).toEqual([]);
  });
}

async function waitForBooks(product: Product): Promise<void> {
  await expect
    .poll(
      () =>
        withClient(
          product.databaseUrl,
          async (client) =>
            (await client.query('SELECT count(*)::int AS n FROM attempt')).rows[0].n as number,
        ),
      { timeout: 20_000 },
    )
    .toBeGreaterThan(5);
}

/** Every row of every table as text, bytes in hex. */
async function rowsOf(databaseUrl: string): Promise<Map<string, string>> {
  return withClient(databaseUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const found = new Map<string, string>();
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`);
      found.set(name, rows.map(({ text }) => text).join('\n'));
    }
    return found;
  });
}

/** What lies in the data directory, but for the database's own files, which were read as rows. */
function filesOf(directory: string): [file: string, text: string][] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('postgres'))
    .map((entry) => [entry.name, readFileSync(path.join(entry.parentPath, entry.name), 'latin1')]);
}
