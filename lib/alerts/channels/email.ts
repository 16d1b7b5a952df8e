import tls from 'node:tls';
import { createTransport } from 'nodemailer';
import type { Channel } from '@/lib/config/alert-schemas';
import { connectGuarded } from '@/lib/egress/connect';
import type { AllowList } from '@/lib/egress/policy';
import { outcomeOfError } from './http-outcome';
import { textOf, titleOf, type Notice, type Outcome } from './notice';

type EmailChannel = Extract<Channel, { kind: 'email' }>;

const TIMEOUT_MS = 15_000;

async function connect({ host, port, security }: EmailChannel, allowed: AllowList) {
  const socket = await connectGuarded({ host, port, timeoutMs: TIMEOUT_MS }, allowed);
  if (security !== 'tls') return { connection: socket };
  const secured = tls.connect({ socket, servername: host });
  await new Promise<void>((resolve, reject) => {
    secured.once('secureConnect', resolve);
    secured.once('error', reject);
  });
  return { connection: secured, secured: true };
}

/** A mail by SMTP. The Message-ID is that of the delivery, so that who gets it twice can tell. Never rejects. */
export async function sendEmail(
  channel: EmailChannel,
  password: string | undefined,
  notice: Notice,
  allowed: AllowList,
): Promise<Outcome> {
  const { host, port, security, user, from, to } = channel;
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
    const { response } = await transport.sendMail({
      from,
      to,
      subject: titleOf(notice),
      text: textOf(notice),
      messageId: `<${notice.deliveryId}@tollgate>`,
    });
    return { ok: true, detail: response.slice(0, 200) };
  } catch (error) {
    const outcome = outcomeOfError(error);
    // 5xx is the server's last word on this mail.
    const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
    return outcome.ok || code < 500 ? outcome : { ...outcome, retry: false };
  } finally {
    transport.close();
  }
}
