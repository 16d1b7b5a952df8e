import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { LedgerEntry, LedgerTotals } from '@/lib/simulator/ledger';
import { startSimulator, type RunningSimulator, type SimulatorOptions } from '@/lib/simulator/start';

export interface TestSimulator {
  readonly url: string;
  readonly folder: string;
  ledger(): Promise<LedgerEntry[]>;
  totals(): Promise<LedgerTotals>;
  admin(call: string, body?: unknown): Promise<Record<string, unknown>>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export const KEY = {
  authorization: 'Bearer sim-test',
  'x-api-key': 'sim-test',
  'x-goog-api-key': 'sim-test',
};

/** One simulator for the tests of a file, at once and over real sockets. */
export function simulatorForTests(options: Partial<SimulatorOptions> = {}): TestSimulator {
  const folder = mkdtempSync(path.join(tmpdir(), 'tollgate-simulator-'));
  let running: RunningSimulator | undefined;
  const url = (): string => running?.url ?? 'http://not-started.invalid';
  const close = async (): Promise<void> => {
    await running?.close();
    running = undefined;
  };
  beforeAll(async () => {
    running = await startSimulator({
      ledgerPath: path.join(folder, 'ledger.jsonl'),
      latencyFactor: 0,
      ...options,
    });
  });
  afterAll(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });
  const post: TestSimulator['post'] = (route, body, headers = {}) =>
    fetch(url() + route, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...KEY, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const get = async (route: string): Promise<unknown> => (await fetch(url() + route)).json();
  return {
    get url() {
      return url();
    },
    folder,
    ledger: async () => (await get('/admin/ledger')) as LedgerEntry[],
    totals: async () => (await get('/admin/ledger/totals')) as LedgerTotals,
    admin: async (call, body) =>
      (await post(`/admin/${call}`, body ?? {})).json() as Promise<Record<string, unknown>>,
    post,
    close,
  };
}
