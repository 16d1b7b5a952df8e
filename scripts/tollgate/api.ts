import { z } from 'zod';
import { readRuntime } from '@/lib/boot/runtime-file';
import { dataPath } from '@/lib/env';

/** What Tollgate refused, or that it could not be reached: shown as it is. */
export class CallError extends Error {}

const refusal = z.object({ error: z.object({ message: z.string(), param: z.string().nullish() }) });

/** Calls of a running Tollgate: the management API by token, `/v1` by virtual key. */
export class TollgateApi {
  private readonly url: string;

  constructor() {
    const given = process.env['TOLLGATE_URL'];
    const runtime = given === undefined ? readRuntime(dataPath()) : undefined;
    this.url = given ?? `http://127.0.0.1:${runtime?.port ?? 3000}`;
  }

  /** Throws CallError. */
  async manage<T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T> {
    const token = process.env['TOLLGATE_TOKEN'] ?? process.env['TOLLGATE_ADMIN_TOKEN'];
    if (!token) throw new CallError('Set TOLLGATE_TOKEN to a service token, or to TOLLGATE_ADMIN_TOKEN.');
    return this.call(schema, method, `/api/v1${path}`, token, body);
  }

  /** Throws CallError. A body that is a form is sent as one. */
  async use<T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T> {
    return this.call(schema, method, path, this.key(), body);
  }

  /** The bytes of an answer, as text. */
  async text(path: string): Promise<string> {
    return (await this.send('GET', path, this.key(), undefined)).text();
  }

  private key(): string {
    const key = process.env['TOLLGATE_KEY'];
    if (!key) throw new CallError('Set TOLLGATE_KEY to a virtual key.');
    return key;
  }

  private async call<T>(
    schema: z.ZodType<T>,
    method: string,
    path: string,
    token: string,
    body: unknown,
  ): Promise<T> {
    const response = await this.send(method, path, token, body);
    return schema.parse(await response.json());
  }

  private async send(method: string, path: string, token: string, body: unknown): Promise<Response> {
    const isForm = body instanceof FormData;
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    if (body !== undefined && !isForm) headers['content-type'] = 'application/json';
    const sent = body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) };
    const response = await fetch(new URL(path, this.url), { method, headers, ...sent }).catch(
      (cause: unknown) => {
        throw new CallError(`Nothing answers at ${this.url}: is Tollgate running, and TOLLGATE_URL right?`, {
          cause,
        });
      },
    );
    if (response.ok) return response;
    const text = await response.text();
    throw new CallError(wordsOf(text) ?? `${method} ${path} was answered with ${response.status}.`);
  }
}

function wordsOf(text: string): string | undefined {
  try {
    const { message, param } = refusal.parse(JSON.parse(text)).error;
    return param == null ? message : `${param}: ${message}`;
  } catch {
    return undefined;
  }
}
