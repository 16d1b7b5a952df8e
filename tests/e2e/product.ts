import OpenAI from 'openai';
import { startTollgate, type RunningTollgate } from '../support/start-tollgate';

export const ADMIN = { email: 'admin@example.com', password: 'correct horse battery staple' };
export const KEY = 'tg-e2e-0123456789abcdefghijklmnop';

/** The product with an admin, a known key and a quick simulator; in the data directory of an earlier one, if given. */
export async function startProduct(env: Record<string, string> = {}): Promise<RunningTollgate> {
  const tollgate = await startTollgate({
    TOLLGATE_ADMIN_EMAIL: ADMIN.email,
    TOLLGATE_ADMIN_PASSWORD: ADMIN.password,
    TOLLGATE_SIMULATOR_LATENCY_FACTOR: '0.02',
    ...env,
  });
  try {
    if (env['TOLLGATE_DATA_DIR'] === undefined) await createKey(tollgate);
    return tollgate;
  } catch (error) {
    await tollgate.remove();
    throw error;
  }
}

/** Calls the management API as its admin; fails on any answer that is not 2xx. */
export async function manage(tollgate: RunningTollgate, method: string, path: string, body?: unknown) {
  const response = await fetch(new URL(path, tollgate.url), {
    method,
    headers: { authorization: `Bearer ${tollgate.adminToken}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text) as Record<string, unknown>;
}

export async function createKey(tollgate: RunningTollgate): Promise<void> {
  await manage(tollgate, 'POST', '/api/v1/keys', {
    id: 'e2e',
    name: 'End-to-end',
    workspace: 'main',
    value: KEY,
  });
}

export function clientOf(tollgate: RunningTollgate): OpenAI {
  return new OpenAI({ apiKey: KEY, baseURL: `${tollgate.url}/v1`, maxRetries: 0 });
}

export interface SimulatorLedger {
  entries: { clientRequestId: string; amountUsd: string }[];
}

export async function simulator<T>(tollgate: RunningTollgate, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${tollgate.simulatorUrl}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return (await response.json()) as T;
}
