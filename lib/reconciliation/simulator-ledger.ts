import { request } from 'undici';
import { exportConfig } from '@/lib/config/export-config';
import { SIMULATOR_HOST } from '@/lib/config/snapshot/simulated-base-url';
import { GatewayError } from '@/lib/errors/gateway-error';

/** Bytes; a ledger of a hundred thousand requests. */
const MAX_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

/** Where the simulator of this Tollgate listens; undefined when none runs. */
export function simulatorUrl(): string | undefined {
  return process.env['TOLLGATE_SIMULATOR_URL'] || undefined;
}

/** Text of the ledger that our own simulator keeps, apart from the books. Throws `invalid_request` when none runs. */
export async function simulatorLedger(): Promise<string> {
  const origin = simulatorUrl();
  if (origin === undefined)
    throw new GatewayError('invalid_request', 'No simulator runs here.', { param: 'source' });
  const { body } = await request(new URL('/admin/ledger', origin), {
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > MAX_BYTES)
      throw new GatewayError('invalid_request', 'The simulator’s ledger is too large: use the command line.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Ids of the providers that are our own simulator. */
export async function simulatedProviders(): Promise<string[]> {
  const { file } = await exportConfig();
  return file.providers
    .filter(({ baseUrl }) => new URL(baseUrl).hostname === SIMULATOR_HOST)
    .map(({ id }) => id);
}
