import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Inbound } from '@/lib/http/exchange';

/** As OpenAI's API takes them. */
export const MAX_FILE_BYTES = 200 * 1024 * 1024;

const SMALL_FIELD_BYTES = 1_000;

/** The file of an upload, to be read while it comes. */
export interface Upload {
  filename: string;
  /** Ends with GatewayError when it is too large or breaks off. */
  content: Readable;
  /** Its other fields, once all of the form has come: they may stand behind the file. */
  fields(): Promise<ReadonlyMap<string, string>>;
}

/**
 * A `multipart/form-data` upload with a field `file`. Nothing of the file is held: who reads slowly slows the client. Throws GatewayError 400 and 415.
 */
export function readUpload(inbound: Inbound): Promise<Upload> {
  const contentType = inbound.header('content-type') ?? '';
  if (!contentType.toLowerCase().startsWith('multipart/form-data'))
    throw new GatewayError('unsupported_media_type', 'Files are sent as multipart/form-data.');
  const form = openForm(contentType);
  const fields = new Map<string, string>();
  const whole = once(form, 'finish').then(() => fields);
  // Whoever asks for the fields is told; what goes wrong before that is said by the content.
  whole.catch(() => undefined);
  return new Promise((resolve, reject) => {
    const refuse = (message: string, cause?: unknown) =>
      reject(new GatewayError('invalid_request', message, { param: 'file', cause }));
    const body = inbound.openBody();
    let content: PassThrough | undefined;
    form.on('field', (name, value) => fields.set(name, value));
    form.on('file', (name, stream, filename) => {
      if (name !== 'file' || content !== undefined) {
        stream.resume();
        return;
      }
      const taken = (content = new PassThrough());
      stream.on('limit', () => taken.destroy(tooLarge()));
      stream.on('error', (cause: unknown) => taken.destroy(broken(cause)));
      stream.pipe(taken);
      resolve({ filename: filename || 'upload.jsonl', content: taken, fields: () => whole });
    });
    form.on('error', (cause: unknown) => {
      content?.destroy(broken(cause));
      refuse('The form could not be read.', cause);
    });
    form.on('finish', () => refuse('The form has no field `file`.'));
    body.once('error', (cause) => form.destroy(broken(cause)));
    body.once('close', () => {
      if (!body.readableEnded) form.destroy(broken(undefined));
    });
    body.pipe(form);
  });
}

function openForm(contentType: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 20, fieldSize: SMALL_FIELD_BYTES },
    });
  } catch (cause) {
    throw new GatewayError('invalid_request', 'The form’s Content-Type has no usable boundary.', { cause });
  }
}

const tooLarge = () =>
  new GatewayError('body_too_large', `A file is ${MAX_FILE_BYTES} bytes at most.`, { param: 'file' });
const broken = (cause: unknown) =>
  new GatewayError('invalid_request', 'The upload broke off.', { param: 'file', cause });
