import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { GatewayError } from '@/lib/errors/gateway-error';

function decoderFor(encoding: string) {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new GatewayError(
        'unsupported_media_type',
        'Content-Encoding must be gzip, deflate, br or identity.',
      );
  }
}

interface BodyHeaders {
  contentEncoding: string | undefined;
  contentLength: string | undefined;
}

/**
 * Collects a body, decompressed and counted as it streams, so that a bomb is stopped at its real size.
 * Throws GatewayError 413, 415, or 400 when it does not decompress or breaks off.
 */
export function collectBody(source: Readable, headers: BodyHeaders, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tooLarge = () =>
      new GatewayError('body_too_large', `The request body is larger than ${limitBytes} bytes.`);
    if (Number(headers.contentLength ?? 0) > limitBytes) {
      reject(tooLarge());
      return;
    }
    const encoding = headers.contentEncoding?.toLowerCase() ?? 'identity';
    const decoder = encoding === 'identity' ? undefined : decoderFor(encoding);
    const body: Readable = decoder === undefined ? source : source.pipe(decoder);
    const fail = (cause: unknown) =>
      reject(new GatewayError('invalid_request', 'The request body could not be read.', { cause }));
    const chunks: Buffer[] = [];
    let bytes = 0;
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limitBytes) {
        chunks.push(chunk);
        return;
      }
      body.removeAllListeners('data');
      source.unpipe();
      source.pause();
      decoder?.destroy();
      reject(tooLarge());
    });
    body.on('end', () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    );
    body.on('error', fail);
    if (decoder !== undefined) source.on('error', fail);
    source.on('close', () => {
      if (!source.readableEnded) fail(undefined);
    });
  });
}

export function readNodeBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const { 'content-encoding': contentEncoding, 'content-length': contentLength } = request.headers;
  return collectBody(request, { contentEncoding, contentLength }, limitBytes);
}
