import { GatewayError } from '@/lib/errors/gateway-error';
import { findFile, listFiles, readFile, removeFile } from '@/lib/files/read';
import { fileObject, type StoredFile } from '@/lib/files/schemas';
import { storeFile } from '@/lib/files/store';
import type { Outbound } from '@/lib/http/exchange';
import { atDesk, limitOf, listObject, type Desk } from './at-desk';
import type { Exchange } from '../exchange';
import { readUpload, type Upload } from './read-upload';
import { sendJson } from '../answer/send-json';

const MOST_FILES = 10_000;

/** POST /v1/files: keeps a file of requests. Throws GatewayError. */
export function uploadFile(exchange: Exchange): Promise<void> {
  return atDesk(exchange, async ({ key, pool }) => {
    const upload = await readUpload(exchange.inbound);
    const head = { workspaceId: key.workspaceId, keyId: key.id, purpose: 'batch' } as const;
    const file = await storeFile(pool, { ...head, filename: upload.filename }, forBatches(upload));
    sendJson(exchange, fileObject(file));
  });
}

/** The content, refused at its end when the form says that it is for something else. */
async function* forBatches({ content, fields }: Upload): AsyncGenerator<Buffer> {
  for await (const piece of content) yield piece as Buffer;
  if ((await fields()).get('purpose') !== 'batch')
    throw new GatewayError('invalid_request', 'purpose must be `batch`.', { param: 'purpose' });
}

/** GET /v1/files: files of the key, newest first. */
export function listFilesOfKey(exchange: Exchange): Promise<void> {
  return atDesk(exchange, async ({ key, pool }) => {
    const query = new URLSearchParams(exchange.inbound.query);
    const limit = limitOf(query, MOST_FILES);
    const [after, purpose] = [query.get('after') ?? undefined, query.get('purpose') ?? undefined];
    const found = await listFiles(pool, {
      keyId: key.id,
      limit: limit + 1,
      ...(after === undefined ? {} : { after }),
      ...(purpose === undefined ? {} : { purpose }),
    });
    sendJson(exchange, listObject(found.map(fileObject), limit));
  });
}

/** GET /v1/files/{id} and /v1/files/{id}/content. */
export function showFile(exchange: Exchange, rest: string): Promise<void> {
  return atDesk(exchange, async (desk) => {
    const [id = '', part] = rest.split('/').map(decodeURIComponent);
    const file = await findOwn(desk, id);
    if (part === undefined) sendJson(exchange, fileObject(file));
    else if (part === 'content') await sendContent(exchange, desk, file);
    else throw new GatewayError('not_found', `There is no ${part.slice(0, 60)} of a file.`);
  });
}

/** DELETE /v1/files/{id}. */
export function deleteFile(exchange: Exchange, rest: string): Promise<void> {
  return atDesk(exchange, async (desk) => {
    const { id } = await findOwn(desk, decodeURIComponent(rest));
    await removeFile(desk.pool, desk.key.id, id);
    sendJson(exchange, { id, object: 'file', deleted: true });
  });
}

async function findOwn({ pool, key }: Desk, id: string): Promise<StoredFile> {
  const file = await findFile(pool, { keyId: key.id }, id);
  if (file === undefined) throw new GatewayError('not_found', `There is no file ${id.slice(0, 100)}.`);
  return file;
}

/** A file that cannot be sent to its end breaks off: whoever waits for the rest would wait, or take the next answer for it. */
async function sendContent(exchange: Exchange, { pool }: Desk, file: StoredFile): Promise<void> {
  const { outbound, requestId, deps } = exchange;
  outbound.start(200, {
    'x-request-id': requestId,
    'content-type': 'application/octet-stream',
    'content-length': String(file.bytes),
    'content-disposition': `attachment; filename="${file.filename.replace(/[^\w.-]/g, '_')}"`,
  });
  let left = file.bytes;
  try {
    left -= await writeAll(outbound, readFile(pool, file));
  } catch (error) {
    deps.onInternalError(error, requestId);
  }
  if (left === 0) outbound.end();
  else outbound.cut();
}

/** As fast as the client takes them, until it leaves. How many bytes it got. */
async function writeAll(outbound: Outbound, chunks: AsyncIterable<Buffer>): Promise<number> {
  let goOn: () => void = () => undefined;
  outbound.onDrain(() => goOn());
  // A client that leaves drains nothing any more.
  outbound.onClientGone(() => goOn());
  let bytes = 0;
  for await (const chunk of chunks) {
    if (outbound.clientGone) break;
    bytes += chunk.length;
    if (!outbound.write(chunk)) await new Promise<void>((resolve) => (goOn = resolve));
  }
  return bytes;
}
