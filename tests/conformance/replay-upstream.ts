import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { DialectName } from '@/lib/dialects/types';
import { seededRandom } from '@/lib/simulator/random';

const FIXTURES = path.resolve(import.meta.dirname, '../fixtures');
const SHORTEST_CUT = 1;
const LONGEST_CUT = 60;

export interface ReplayUpstream {
  /** Below it: `/DIALECT`, as a provider's base URL. */
  url: string;
  /** Bodies of the requests, in order. */
  requests: string[];
  close(): Promise<void>;
}

/**
 * A provider that answers with recorded bytes: the model's name is the recording's, with `~SEED` behind it the bytes come
 * cut at random places, in the middle of lines and characters too.
 */
export async function startReplayUpstream(): Promise<ReplayUpstream> {
  const requests: string[] = [];
  const server = http.createServer((request, response) => void replay(request, response, requests));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function replay(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  requests: string[],
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  requests.push(text);
  const body = JSON.parse(text) as { model?: string; stream?: boolean };
  const url = request.url ?? '';
  const dialect = url.split('/')[1] as DialectName;
  const inPath = /models\/([^:/]+):(stream)?/.exec(url);
  const [name = '', seed] = decodeURIComponent(inPath?.[1] ?? body.model ?? '').split('~');
  const stream = inPath === null ? body.stream === true : inPath[2] !== undefined;
  const bytes = readFileSync(path.join(FIXTURES, dialect, `${name}.${stream ? 'sse' : 'json'}`));
  response.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' });
  for (const piece of seed === undefined ? [bytes] : cut(bytes, seed)) {
    response.write(piece);
    // Each piece leaves in a packet of its own.
    await new Promise((resolve) => setImmediate(resolve));
  }
  response.end();
}

function* cut(bytes: Buffer, seed: string): Generator<Buffer> {
  const random = seededRandom(seed);
  for (let at = 0; at < bytes.length;) {
    const length = SHORTEST_CUT + Math.floor(random() * LONGEST_CUT);
    yield bytes.subarray(at, at + length);
    at += length;
  }
}
