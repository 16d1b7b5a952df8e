import { expect } from 'vitest';
import { Load, LOAD_LIMITS } from '@/lib/gateway/entrance/load';
import {
  ANSWER_USD,
  content,
  DONE,
  endStream,
  FINISH,
  healthy,
  sendPiece,
  sendWhole,
  startStream,
  TEXT,
  USAGE,
  WHOLE,
} from './answers';
import { soon } from './ask';
import { fault } from './fault';
import { owe, settled } from './owing';
import { askRaw } from './raw-client';
import { openWorld, type Door, type World } from './world';

/** It counts as at once, however busy the machine is. */
const PROMPT_MS = 1_000;

const drains = (door: Door) => openWorld({ door, provider: { onClientGone: 'drain' } });
/** Begins an answer whose client then leaves; resolves to what ends it at the provider. */
async function leaveEarly(world: World, stream: boolean): Promise<() => void> {
  let finish: () => void = () => undefined;
  world.bad.behaviour = (heard, server) => {
    owe(heard.socket);
    if (stream) {
      startStream(heard);
      sendPiece(heard, content(TEXT));
    }
    finish = () => {
      server.bill(heard, ANSWER_USD);
      if (!stream) sendWhole(heard, 200, WHOLE);
      else {
        for (const piece of [FINISH, USAGE, DONE]) sendPiece(heard, piece);
        endStream(heard);
      }
      settled(heard.socket);
    };
  };
  const socket = askRaw(world, 'solo', stream);
  if (stream) await new Promise((resolve) => socket.once('data', resolve));
  else await soon(() => expect(world.bad.heard).toHaveLength(1));
  socket.destroy();
  return () => finish();
}
fault(
  62,
  'where the provider drains, an answer whose client has left is read to its end and billed to the last digit',
  async (world, stream) => {
    const finish = await leaveEarly(world, stream);
    await soon(() => expect(world.load.view.drains).toBe(1));
    expect(world.gateway.completions()).toEqual([]);
    finish();
    await soon(() => expect(world.gateway.completions()).toHaveLength(1));
    expect(world.gateway.completions()[0]).toMatchObject({
      outcome: 'client_closed',
      status: 499,
      attempts: [
        { outcome: 'client_closed', usage: { provenance: 'provider' }, cost: { totalUsd: ANSWER_USD } },
      ],
    });
    expect(world.load.view.drains).toBe(0);
    world.bad.behaviour = healthy;
  },
  { world: drains },
);
fault(
  62,
  'a provider that fails while nobody waits any more is not asked again, and nobody else is',
  async (world, stream) => {
    world.bad.behaviour = (heard) => {
      owe(heard.socket);
      if (stream) startStream(heard);
      setTimeout(() => heard.socket.destroy(), 100);
    };
    const socket = askRaw(world, 'pair', stream);
    await soon(() => expect(world.bad.heard).toHaveLength(1));
    socket.destroy();
    await soon(() => expect(world.gateway.completions()).toHaveLength(1));
    expect(world.gateway.completions()[0]).toMatchObject({ outcome: 'client_closed', status: 499 });
    expect([world.good.heard, world.load.view.drains]).toEqual([[], 0]);
    world.bad.behaviour = healthy;
  },
  { world: drains },
);
fault(
  62,
  'of two attempts that go on without their client the first to answer ends the other',
  async (world, stream) => {
    let answer: () => void = () => undefined;
    let finish: () => void = () => undefined;
    world.bad.behaviour = (heard, server) => {
      owe(heard.socket);
      heard.socket.once('close', () => server.bill(heard, stream ? '0.000008' : '0.002568'));
    };
    world.good.behaviour = (heard, server) => {
      owe(heard.socket);
      answer = () => {
        server.bill(heard, ANSWER_USD);
        if (stream) {
          startStream(heard);
          sendPiece(heard, content(TEXT));
        } else sendWhole(heard, 200, WHOLE);
      };
      finish = () => {
        if (stream) {
          for (const piece of [FINISH, USAGE, DONE]) sendPiece(heard, piece);
          endStream(heard);
        }
        settled(heard.socket);
      };
    };
    const socket = askRaw(world, 'pair', stream);
    await soon(() => expect([world.bad.heard.length, world.good.heard.length]).toEqual([1, 1]));
    socket.destroy();
    await soon(() => expect(world.load.view.drains).toBe(2));
    answer();
    await soon(() => expect(world.bad.billed).toHaveLength(1), PROMPT_MS);
    finish();
    await soon(() => expect(world.gateway.completions()).toHaveLength(1), PROMPT_MS);
    expect(world.gateway.completions()[0]).toMatchObject({
      outcome: 'client_closed',
      attempts: [
        { provider: 'bad', outcome: 'superseded' },
        { provider: 'good', outcome: 'client_closed', cost: { totalUsd: ANSWER_USD } },
      ],
    });
    expect(world.load.view.drains).toBe(0);
    world.bad.behaviour = world.good.behaviour = healthy;
  },
  {
    world: (door) => openWorld({ door, everywhere: { onClientGone: 'drain', hedge: { afterMs: 100 } } }),
  },
);
fault(
  62,
  'no more than so many answers go on without their clients; the next is stopped at once',
  async (world, stream) => {
    const finish = await leaveEarly(world, stream);
    await soon(() => expect(world.load.view.drains).toBe(1));
    world.bad.behaviour = ({ socket }) => owe(socket);
    const socket = askRaw(world, 'solo', stream);
    await soon(() => expect(world.bad.heard).toHaveLength(2));
    socket.destroy();
    await soon(() => expect(world.gateway.completions()).toHaveLength(1), PROMPT_MS);
    finish();
    await soon(() => expect(world.gateway.completions()).toHaveLength(2));
    world.bad.behaviour = healthy;
  },
  {
    world: (door) =>
      openWorld({
        door,
        provider: { onClientGone: 'drain' },
        deps: { load: new Load({ ...LOAD_LIMITS, maxDrains: 1 }) },
      }),
  },
);
