import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { toldCost } from './books';
import type { OpenClient } from './client';
import { CLIENTS } from './clients';
import { Line } from './line';
import { CUTS, replayConfig, replayModel } from './replay-config';
import { millisOf } from './replay-prices';
import { startReplayUpstream, type ReplayUpstream } from './replay-upstream';
import { RECORDINGS, type Recording } from './recordings';
import { Tally } from './tally';

let replay: ReplayUpstream;
let gateway: GatewayFixture;
const tally = new Tally('recorded answers');

beforeAll(async () => {
  replay = await startReplayUpstream();
  const key = { id: TEST_KEY, name: 'Conformance', workspaceId: 'main', tags: {} };
  gateway = await startGateway(snapshotOf(replayConfig(replay.url), [key]));
});
afterAll(async () => {
  await gateway.close();
  await replay.close();
  tally.print();
});
afterEach(({ task }) => tally.count(task.meta.cell ?? '', task.result?.state === 'pass'));

async function expectUnderstood(
  open: OpenClient,
  recording: Recording,
  cut: string,
  stream: boolean,
): Promise<void> {
  gateway.records.length = 0;
  const line = new Line({ url: gateway.url, key: TEST_KEY });
  const client = open(line);
  const model = replayModel(recording, cut);
  const told = await client.ask({ model, stream, prompt: 'x', tools: recording.cities !== undefined });
  const [exchange] = await line.take();

  if (recording.text !== undefined) expect(told.text).toBe(recording.text);
  expect(recording.finish).toContain(told.finish);
  expect(told.calls.map(({ input }) => input)).toEqual(
    (recording.cities ?? []).map((city) => ({ city, unit: 'celsius' })),
  );
  const sum = (prefix: string) =>
    Object.entries(recording.meters).reduce(
      (total, [meter, n]) => total + (meter.startsWith(prefix) ? n : 0),
      0,
    );
  expect(told.usage).toEqual({ input: sum('in.'), output: sum('out.'), total: sum('in.') + sum('out.') });
  for (const text of recording.carries ?? []) expect(exchange?.body).toContain(text);
  if (client.door === recording.dialect)
    for (const text of recording.carriesNative ?? [])
      expect(exchange?.body.replace(/"\s*:\s*/g, '":')).toContain(text);

  const [done] = gateway.completions();
  const [attempt] = done?.attempts ?? [];
  expect(done?.outcome).toBe('success');
  expect(attempt?.usage.meters).toEqual(recording.meters);
  expect(attempt?.usage.provenance).toBe('provider');
  expect(Number(attempt?.cost.totalUsd) * 1000).toBeCloseTo(millisOf(recording.meters), 6);
  expect(exchange && toldCost(exchange)).toBe(attempt?.cost.totalUsd);
  expect(gateway.internalErrors.splice(0)).toEqual([]);
}

describe.each(
  CLIENTS.map((open) => ({ open, name: open(new Line({ url: 'http://127.0.0.1:9', key: 'k' })).name })),
)('$name', ({ open, name }) => {
  for (const recording of RECORDINGS)
    for (const stream of [false, true])
      for (const cut of CUTS)
        it(`understands ${recording.dialect}/${recording.name}${cut} ${stream ? 'streamed' : 'whole'}, at its cost`, async ({
          task,
        }) => {
          task.meta.cell = `${name} ← ${recording.dialect}`;
          await expectUnderstood(open, recording, cut, stream);
        });
});
