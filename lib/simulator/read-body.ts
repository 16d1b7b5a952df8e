import type { IncomingMessage } from 'node:http';
import { asRecord, type Json } from './json';
import { ProblemError } from './problem';

const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** Reads a JSON object. Throws ProblemError 413 or 400. */
export async function readBody(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw new ProblemError({ status: 413, message: 'Request too large.' });
  }
  const body = asRecord(parse(Buffer.concat(chunks, length).toString('utf8')));
  if (!body) throw new ProblemError({ status: 400, message: 'The body must be a JSON object.' });
  return body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const message = 'We could not parse the JSON body of your request.';
    throw new ProblemError({ status: 400, message });
  }
}
