import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** Made for these tests, for localhost and 127.0.0.1. The key opens nothing. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgaLcgx/xkOTxJhqTz
AwApjR64LBY0wrCEHAcAQRA7B3yhRANCAASFwojum+tsum0W4gkkujHUdbcaRaNc
KlVt11Kva2KG8NE+vBsVriFxgwFmWzUQ1cvpeJYQ9nR8zTgn0/r/+29l
-----END PRIVATE KEY-----
`;
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUU4mp1gx5ML8uYSzFbIav+Ybg9ZUwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjA1NDIyNVoYDzIxMjYxMDI5
MDU0MjI1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASFwojum+tsum0W4gkkujHUdbcaRaNcKlVt11Kva2KG8NE+vBsVriFx
gwFmWzUQ1cvpeJYQ9nR8zTgn0/r/+29lo28wbTAdBgNVHQ4EFgQUUb/M/fc/BzXt
HeGTYXDJVFgdJuIwHwYDVR0jBBgwFoAUUb/M/fc/BzXtHeGTYXDJVFgdJuIwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhAM2z8Gn4RoTtIFe3gXUQORewjJyQgoYHaICD8LXZg1REAiAI
ptxxaGdOtheAWxvLhp9vudZQNkUy0cGca4DJkUqhAQ==
-----END CERTIFICATE-----
`;

export interface Taken {
  secure: boolean;
  user: string | undefined;
  text: string;
}

/** A real SMTP server that takes mail of `ada`, over TLS from the first byte or after STARTTLS. */
export async function startTlsSmtp(secure: boolean) {
  const mails: Taken[] = [];
  const server = new SMTPServer({
    ...{ secure, key: KEY, cert: CERTIFICATE, authMethods: ['PLAIN', 'LOGIN'] },
    onAuth: ({ username, password }, _session, done) => {
      if (username === 'ada' && password === 'mail-password') done(null, { user: username });
      else done(new Error('Invalid username or password'));
    },
    onData: (stream, session, done) => {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      stream.on('end', () => {
        mails.push({ secure: session.secure, user: session.user, text });
        done();
      });
    },
  });
  // Clients that trust nobody break off: that is theirs to tell.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return { mails, port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}
