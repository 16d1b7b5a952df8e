/** The pipeline alone on one port, with the durable log but without database and worker: for profiles of the hot path. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { configSchema } from '@/lib/config/schemas';
import { RequestMetrics } from '@/lib/telemetry/metrics/request-metrics';
import { digestKey } from '@/lib/keys/digest';
import { openLedgerWriter } from '@/lib/ledger/open-writer';
import { snapshotOf, startGateway } from '../support/gateway-fixture';
import { BENCH_KEY, benchConfig } from './config';

const upstream = process.env['UPSTREAM'] ?? '';
const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-alone-'));
process.once('exit', () => rmSync(directory, { recursive: true, force: true }));

const { keys: _keys, ...document } = benchConfig(upstream);
const key = { id: digestKey(BENCH_KEY), name: 'Bench', workspaceId: 'bench', tags: {}, rpm: 1e9, tpm: 1e12 };
const gateway = await startGateway(snapshotOf(configSchema.parse(document), [key]), {
  ledger: new RequestMetrics().watch(openLedgerWriter({ directory })),
  digestKey,
});
process.send?.({ type: 'ready', port: Number(new URL(gateway.url).port) });
process.once('disconnect', () => process.exit(0));
