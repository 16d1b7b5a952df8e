import { expect } from 'vitest';
import { snapshotOf, TEST_KEY } from '@/tests/support/gateway-fixture';
import {
  content,
  DONE,
  FINISH,
  isStream,
  sendPiece,
  sendWhole,
  startStream,
  endStream,
  TEXT,
  USAGE,
  WHOLE,
  ANSWER_USD,
} from './answers';
import { ask, soon, type Answer } from './ask';
import { faultyConfig, type Config } from './config';
import { fault } from './fault';
import type { FaultServer, Heard } from './fault-server';
import { FREE_KEY, type World } from './world';

/** What comes into force: the same but for the change. */
function reconfigure(world: World, change: (config: Config) => Config, keyIds = [TEST_KEY, FREE_KEY]): void {
  const keys = keyIds.map((id) => ({ id, name: id, workspaceId: 'main', tags: {} }));
  world.snapshot = snapshotOf(change(faultyConfig(world.bad.url, world.good.url, {})), keys);
}

function begin(heard: Heard): void {
  if (!isStream(heard)) return;
  startStream(heard);
  sendPiece(heard, content(TEXT));
}
function end(heard: Heard, server: FaultServer, usd: string): void {
  server.bill(heard, usd);
  if (!isStream(heard)) {
    sendWhole(heard, 200, WHOLE);
    return;
  }
  for (const piece of [FINISH, USAGE, DONE]) sendPiece(heard, piece);
  endStream(heard);
}

/** A request that is under way while something changes. Its answer, which has to be whole. */
async function during(world: World, stream: boolean, change: () => void): Promise<Answer> {
  const calls: Heard[] = [];
  world.bad.behaviour = (heard) => {
    begin(heard);
    calls.push(heard);
  };
  const answering = ask(world, 'solo', stream);
  await soon(() => expect(calls).toHaveLength(1));
  change();
  for (const heard of calls) end(heard, world.bad, ANSWER_USD);
  const answer = await answering;
  expect([answer.status, answer.text.includes(TEXT)]).toEqual([200, true]);
  if (stream) expect(answer.text).toContain('[DONE]');
  return answer;
}

const doubled = (config: Config): Config => ({
  ...config,
  prices: config.prices?.map((row) => ({ ...row, rate: String(Number(row.rate) * 2) })),
});

fault(94, 'a price that changes in mid-request counts from the next one', async (world, stream) => {
  await during(world, stream, () => reconfigure(world, doubled));
  world.bad.behaviour = (heard, server) => {
    begin(heard);
    end(heard, server, '0.00012');
  };
  expect((await ask(world, 'solo', stream)).status).toBe(200);
  const costs = world.gateway.completions().map(({ attempts }) => attempts[0]?.cost.totalUsd);
  expect(costs).toEqual([ANSWER_USD, '0.00012']);
});

fault(
  95,
  'a provider and a model that are taken away in mid-request serve it to its end',
  async (world, stream) => {
    await during(world, stream, () =>
      reconfigure(world, (config) => ({
        ...config,
        providers: config.providers?.filter(({ id }) => id === 'good'),
        models: config.models?.filter(({ id }) => id === 'good'),
        prices: config.prices?.filter(({ provider }) => provider === 'good'),
      })),
    );
    const next = await ask(world, 'solo', stream);
    expect([next.status, next.code]).toEqual([404, 'model_not_found']);
  },
);

fault(
  96,
  'a key that is revoked in mid-stream ends normally, and its next call is a 401',
  async (world, stream) => {
    await during(world, stream, () => reconfigure(world, (config) => config, [FREE_KEY]));
    const next = await ask(world, 'solo', stream);
    expect([next.status, next.code]).toEqual([401, 'invalid_api_key']);
  },
);

fault(84, 'what goes wrong inside one request fails that one only', async (world, stream) => {
  const calls: Heard[] = [];
  world.bad.behaviour = (heard) => {
    begin(heard);
    calls.push(heard);
  };
  const other = ask(world, 'solo', stream);
  await soon(() => expect(calls).toHaveLength(1));
  const sound = world.snapshot;
  world.snapshot = {
    ...sound,
    get models(): typeof sound.models {
      throw new Error('thrown on purpose');
    },
  };
  const failed = await ask(world, 'solo', stream);
  expect([failed.status, failed.code]).toEqual([500, 'internal_error']);
  expect(failed.text).not.toContain('on purpose');
  expect(world.gateway.internalErrors).toHaveLength(1);
  world.gateway.internalErrors.length = 0;
  world.snapshot = sound;
  for (const heard of calls) end(heard, world.bad, ANSWER_USD);
  expect((await other).status).toBe(200);
});
