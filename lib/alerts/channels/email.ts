import net from 'node:net';
import tls from 'node:tls';
import { createTransport } from 'nodemailer';
import type { Channel } from '@/lib/config/alert-schemas';
import { connectGuarded } from '@/lib/egress/connect';
import type { AllowList } from '@/lib/egress/policy';
import { outcomeOfError } from './http-outcome';
import { textOf, titleOf, withoutSecret, type Notice, type Outcome } from './notice';

export type EmailChannel = Extract<Channel, { kind: 'email' }>;

const TIMEOUT_MS = 15_000;

async function connect({ host, port, security }: EmailChannel, allowed: AllowList) {
  const socket = await connectGuarded({ host, port, timeoutMs: TIMEOUT_MS }, allowed);
  if (security !== 'tls') return { connection: socket };
  return { connection: await cover(socket, host), secured: true };
}

/** TLS over a connection. Rejects when the server is not who it says, or says nothing for a while. */
function cover(socket: net.Socket, host: string): Promise<tls.TLSSocket> {
  return new Promise((resolve, reject) => {
    // An address is no server name (RFC 6066), and is checked against the certificate all the same.
    const secured = tls.connect({ socket, host, ...(net.isIP(host) === 0 ? { servername: host } : {}) });
    const fail = (error: Error) => {
      secured.destroy();
      reject(error);
    };
    secured.once('error', fail);
    secured.setTimeout(TIMEOUT_MS, () => fail(new Error(`no TLS within ${TIMEOUT_MS} ms`)));
    secured.once('secureConnect', () => {
      secured.setTimeout(0);
      secured.removeListener('error', fail);
      resolve(secured);
    });
  });
}

/** What is sent. */
export interface Mail {
  to: readonly string[];
  subject: string;
  text: string;
  html?: string;
  /** The same each time that this mail is sent: who gets it twice can tell. */
  id: string;
}

/** A notice by mail. Never rejects. */
export function sendEmail(
  channel: EmailChannel,
  password: string | undefined,
  notice: Notice,
  allowed: AllowList,
): Promise<Outcome> {
  const { to } = channel;
  const mail = { to, subject: titleOf(notice), text: textOf(notice), id: notice.deliveryId };
  return sendMail(channel, password, mail, allowed);
}

/** A mail by SMTP, through the server of a channel. Sent once anybody gets it; the outcome names those who do not. Never rejects. */
export async function sendMail(
  channel: EmailChannel,
  password: string | undefined,
  { id, to, ...content }: Mail,
  allowed: AllowList,
): Promise<Outcome> {
  const { host, port, security, user, from } = channel;
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // The connection is ours, made to an address that was checked.
    getSocket: (_options, done) => {
      connect(channel, allowed).then(
        (socket) => done(null, socket),
        (error: Error) => done(error, undefined),
      );
    },
  });
  try {
    const { response, rejected } = await transport.sendMail({
      ...{ from, to: [...to], ...content },
      messageId: `<${id}@tollgate>`,
    });
    const lost = rejected.length === 0 ? '' : `; refused: ${rejected.join(', ')}`;
    return withoutSecret({ ok: true, detail: `${response}${lost}` }, password);
  } catch (error) {
    const outcome = withoutSecret(outcomeOfError(error), password);
    // 5xx is the server's last word on this mail.
    const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
    return outcome.ok || code < 500 ? outcome : { ...outcome, retry: false };
  } finally {
    transport.close();
  }
}
