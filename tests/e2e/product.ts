import { expect } from '@playwright/test';
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

/** Makes the key, and waits until every gateway process has heard of it (new connections go to them in turn). */
export async function createKey(tollgate: RunningTollgate): Promise<void> {
  await manage(tollgate, 'POST', '/api/v1/keys', {
    id: 'e2e',
    name: 'End-to-end',
    workspace: 'main',
    value: KEY,
  });
  const known = async () => {
    const headers = { authorization: `Bearer ${KEY}`, connection: 'close' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => fetch(`${tollgate.url}/v1/models`, { headers })),
    );
    return answers.every(({ ok }) => ok);
  };
  await expect.poll(known).toBe(true);
}

export function clientOf(tollgate: RunningTollgate): OpenAI {
  return new OpenAI({ apiKey: KEY, baseURL: `${tollgate.url}/v1`, maxRetries: 0 });
}

/** One billed request in the simulator's own ledger. */
export interface SimulatorEntry {
  clientRequestId: string;
  amountUsd: string;
}

export async function simulator<T>(tollgate: RunningTollgate, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${tollgate.simulatorUrl}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return (await response.json()) as T;
}
