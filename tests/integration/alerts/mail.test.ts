import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '@/lib/alerts/channels/notice';
import { logDirectory } from '../ledger/log-directory';
import { CERTIFICATE, startTlsSmtp } from './smtp-server';

type Server = Awaited<ReturnType<typeof startTlsSmtp>>;
let servers: Record<'starttls' | 'tls', Server>;
const certificate = path.join(logDirectory(), 'ca.pem');

beforeAll(async () => {
  writeFileSync(certificate, CERTIFICATE);
  const [starttls, tls] = await Promise.all([startTlsSmtp(false), startTlsSmtp(true)]);
  servers = { starttls, tls };
});
afterAll(() => Promise.all([servers.starttls.close(), servers.tls.close()]));

interface Sent {
  security: 'starttls' | 'tls';
  password?: string;
  trust?: boolean;
}

async function send({ security, password = 'mail-password', trust = true }: Sent) {
  const channel = {
    ...{
      id: 'mail',
      name: 'Mail',
      kind: 'email',
      host: '127.0.0.1',
      port: servers[security].port,
      security,
      user: 'ada',
    },
    ...{ secret: 'secret:1', from: 'tollgate@example.com', to: ['ops@example.com'] },
  };
  const env = { ...process.env, ...(trust ? { NODE_EXTRA_CA_CERTS: certificate } : {}) };
  const script = path.resolve('tests/integration/alerts/send-mail.ts');
  const argv = ['--import', 'tsx', script, JSON.stringify(channel), password];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { env });
  return JSON.parse(stdout) as Outcome;
}

describe.each(['starttls', 'tls'] as const)('mail by %s', (security) => {
  it('arrives over an encrypted connection, signed in', async () => {
    expect(await send({ security })).toMatchObject({ ok: true });
    const mail = servers[security].mails.at(-1);
    expect(mail).toMatchObject({ secure: true, user: 'ada' });
    expect(mail?.text).toMatch(/^Subject: Firing: Errors \(main\)\r$/m);
  });

  it('does not go to a server whose certificate nobody vouches for, nor does the password', async () => {
    const before = servers[security].mails.length;
    const outcome = await send({ security, trust: false });
    expect(outcome).toMatchObject({ ok: false, detail: expect.stringMatching(/self.signed/) as string });
    expect(servers[security].mails).toHaveLength(before);
  });

  it('is given up when the server refuses the password, which is not in what is told', async () => {
    const outcome = await send({ security, password: 'not-the-password' });
    expect(outcome).toMatchObject({
      ok: false,
      retry: false,
      detail: expect.stringContaining('535') as string,
    });
    expect(outcome.detail).not.toContain('not-the-password');
  });
});
