import { Readable } from 'node:stream';
import { Pool } from 'undici';

const upstream = new Pool(process.env['UPSTREAM'] ?? '', { connections: 1024, pipelining: 1 });

/** What a route handler can do at best: the bytes in, the bytes out, and nothing else. */
export async function POST(request: Request): Promise<Response> {
  const answer = await upstream.request({
    path: new URL(request.url).pathname,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(await request.arrayBuffer()),
  });
  const headers = { 'content-type': String(answer.headers['content-type']) };
  if (answer.headers['content-length'] === undefined)
    return new Response(Readable.toWeb(answer.body) as unknown as ReadableStream, {
      status: answer.statusCode,
      headers,
    });
  return new Response(await answer.body.arrayBuffer(), { status: answer.statusCode, headers });
}
