import { createHash, createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDestination } from '@/lib/warehouse/destination';

const SECRET = 'the-secret-of-the-test';
const VARIABLES = { AWS_ACCESS_KEY_ID: 'AKTEST', AWS_SECRET_ACCESS_KEY: SECRET };
const files = new Map<string, Buffer>();
let failures = 0;
let url: string;

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Signature version 4, as the storage computes it from the request that it got. */
function signatureOf(request: http.IncomingMessage, body: Buffer): string {
  const [, scope = '', names = ''] =
    /Credential=AKTEST\/([^,]+), ?SignedHeaders=([^,]+)/.exec(request.headers.authorization ?? '') ?? [];
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name])}\n`);
  const told = String(request.headers['x-amz-content-sha256'] ?? sha256(body));
  if (told !== 'UNSIGNED-PAYLOAD') expect(told).toBe(sha256(body));
  const path = (request.url ?? '').split('/').map((part) => encodeURIComponent(decodeURIComponent(part)));
  const canonical = [request.method, path.join('/'), '', headers.join(''), names, told].join('\n');
  const time = String(request.headers['x-amz-date']);
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>((parent, part) => hmac(parent, part), `AWS4${SECRET}`);
  return hmac(key, toSign).toString('hex');
}

const server = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const key = request.url ?? '';
    if (request.headers.authorization?.includes(`Signature=${signatureOf(request, body)}`) !== true)
      return response.writeHead(403).end();
    if (failures > 0) {
      failures -= 1;
      return response.writeHead(503).end();
    }
    if (request.method === 'PUT') files.set(key, body);
    const found = files.get(key);
    return response
      .writeHead(found === undefined ? 404 : 200)
      .end(request.method === 'GET' ? found : undefined);
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  url = `s3://books/a/b?region=eu-central-1&endpoint=${encodeURIComponent(endpoint)}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('S3-compatible storage', () => {
  it('gets signed files, tries again while it is busy, and knows what is not there', async () => {
    const destination = openDestination(url, VARIABLES);
    expect(await destination.get('manifest/day=2026-11-20.json')).toBeUndefined();
    failures = 2;
    await destination.put('request/day=2026-11-20/part-00000.parquet', Buffer.from([1, 2, 3, 255]));
    expect([...files.keys()]).toHaveLength(1);
    expect([...files.values()][0]).toEqual(Buffer.from([1, 2, 3, 255]));
    await destination.put('manifest/day=2026-11-20.json', Buffer.from('{}'));
    expect(await destination.get('manifest/day=2026-11-20.json')).toBe('{}');
  });

  it('is refused with a wrong secret, and the error has no credential in it', async () => {
    const wrong = openDestination(url, { ...VARIABLES, AWS_SECRET_ACCESS_KEY: 'wrong' });
    const error = await wrong.put('x', Buffer.from('x')).catch(String);
    expect(error).toMatch(/PUT x in the bucket books was answered with 403/);
    expect(error).not.toMatch(/AKTEST|wrong/);
  });

  it('an address that is none, or lacks its credentials, is refused in one line', () => {
    expect(() => openDestination('https://books', VARIABLES)).toThrow(/must read file:\/\/\/folder or s3:/);
    expect(() => openDestination(url, {})).toThrow(/needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/);
  });
});
