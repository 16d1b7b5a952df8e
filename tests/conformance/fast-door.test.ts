import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { sumUsd } from '@/lib/pricing/money';
import { startSimulator, type RunningSimulator } from '@/lib/simulator/start';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { describeMatrix } from './matrix';
import { upstreamConfig } from './upstreams';

let directory: string;
let simulator: RunningSimulator;
let gateway: GatewayFixture;

beforeAll(async () => {
  process.env['CONFORMANCE_SIMULATOR_KEY'] = 'sim-conformance';
  directory = mkdtempSync(path.join(tmpdir(), 'conformance-'));
  simulator = await startSimulator({ ledgerPath: path.join(directory, 'ledger.jsonl'), latencyFactor: 0 });
  const config = upstreamConfig(simulator.url, 'env:CONFORMANCE_SIMULATOR_KEY');
  gateway = await startGateway(
    snapshotOf(config, [{ id: TEST_KEY, name: 'Conformance', workspaceId: 'main', tags: {} }]),
  );
});
afterAll(async () => {
  await gateway.close();
  await simulator.close();
  rmSync(directory, { recursive: true });
});

describeMatrix('fast door', {
  door: () => ({ url: gateway.url, key: TEST_KEY }),
  simulatorUrl: () => simulator.url,
  afterCell() {
    expect(gateway.internalErrors.splice(0)).toEqual([]);
    for (const { attempts, outcome } of gateway.completions())
      if (outcome === 'success')
        expect(sumUsd(attempts.flatMap(({ cost }) => cost.totalUsd ?? []))).not.toBe('0');
    gateway.records.length = 0;
  },
});
