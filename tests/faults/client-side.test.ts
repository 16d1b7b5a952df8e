import { expect } from 'vitest';
import {
  content,
  endStream,
  healthy,
  sendPiece,
  startStream,
  TEXT,
  WHOLE,
  ANSWER_USD,
  sendWhole,
} from './answers';
import { fault, STREAM, JSON_ONLY } from './fault';
import { Load, LOAD_LIMITS, type LoadLimits } from '@/lib/gateway/entrance/load';
import { drain } from '@/lib/health/drain';
import type { Heard } from './fault-server';
import { ask, post, requestBody, soon } from './ask';
import { owe, owing } from './owing';
import { askRaw, connectRaw, requestHead } from './raw-client';
import { openWorld, type Door } from './world';

const PARTIAL_USD = '0.001';
/** Measured at 250 ms (`npm run bench:resilience`); here the machine may be busy. */
const PROMPT_MS = 1_000;

fault(61, 'a client that leaves before dispatch costs nothing', async (world, stream) => {
  const text = requestBody('solo', stream);
  const socket = connectRaw(world, requestHead(text.length) + text.slice(0, -1));
  await soon(() => expect(socket.bytesWritten).toBeGreaterThan(0));
  socket.destroy();
  expect((await ask(world, 'good', stream)).status).toBe(200);
  expect(world.bad.heard).toEqual([]);
});
fault(
  62,
  'a client that leaves closes the provider’s connection at once, and nobody is blamed',
  async (world, stream) => {
    world.bad.behaviour = (heard, server) => {
      owe(heard.socket);
      if (!stream) return;
      startStream(heard);
      sendPiece(heard, content(TEXT.repeat(20)));
      server.bill(heard, PARTIAL_USD);
    };
    const socket = askRaw(world, 'solo', stream);
    if (stream) await new Promise((resolve) => socket.once('data', resolve));
    else await soon(() => expect(world.bad.heard).toHaveLength(1));
    socket.destroy();
    await soon(() => expect(owing(world.bad)).toEqual([]), PROMPT_MS);
    await soon(() => expect(world.gateway.completions()).toHaveLength(1));
    expect(world.gateway.completions()[0]).toMatchObject({ outcome: 'client_closed', status: 499 });
    world.bad.behaviour = healthy;
    expect((await ask(world, 'solo', stream)).status).toBe(200);
  },
);
fault(
  38,
  'a client that does not read is cut off in bounded time, and little is read ahead for it',
  async (world) => {
    let sent = 0;
    world.bad.behaviour = (heard, server) => {
      owe(heard.socket);
      startStream(heard);
      const piece = content('x'.repeat(60_000));
      const pump = () => {
        let room = true;
        while (heard.socket.writable && room) {
          room = sendPiece(heard, piece);
          sent += piece.length;
        }
        if (heard.socket.writable) heard.socket.once('drain', pump);
      };
      pump();
      heard.socket.once('close', () => {
        const output = world.gateway.completions()[0]?.attempts[0]?.cost.totalUsd;
        server.bill(heard, output ?? '0');
      });
    };
    const socket = askRaw(world, 'solo', true);
    socket.pause();
    await soon(() => expect(world.gateway.completions()).toHaveLength(1), 6_000);
    expect(world.gateway.completions()[0]?.outcome).toBe('client_closed');
    expect(sent).toBeLessThan(64 * 1024 * 1024);
    await soon(() => expect(world.bad.billed).toHaveLength(1));
    socket.destroy();
  },
  { ...STREAM, world: (door) => openWorld({ door, deps: { clientStallMs: 300 } }) },
);
fault(
  65,
  'a large body of brackets or of a million messages is refused before it is parsed',
  async (world) => {
    const deep = `{"model":"solo","messages":${'['.repeat(100_000)}`;
    expect((await post(world, deep)).status).toBe(400);
    const many = `{"model":"solo","messages":[${'{},'.repeat(200_000)}{}]}`;
    expect((await post(world, many)).status).toBe(413);
    expect(world.bad.heard).toEqual([]);
  },
  JSON_ONLY,
);
fault(
  66,
  'a repeated Idempotency-Key gets the first answer, and is billed once',
  async (world) => {
    const key = { 'idempotency-key': 'one' };
    const first = await ask(world, 'solo', false, key);
    const again = await ask(world, 'solo', false, key);
    expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([
      200,
      first.text,
      'true',
    ]);
    expect(world.bad.heard).toHaveLength(1);
    expect((await ask(world, 'pair', false, key)).status).toBe(422);
  },
  JSON_ONLY,
);
fault(66, 'while the first is under way a repetition is a 409', async (world, stream) => {
  const key = { 'idempotency-key': 'two' };
  const held: Heard[] = [];
  world.bad.behaviour = (heard) => void held.push(heard);
  const first = ask(world, 'solo', stream, key);
  await soon(() => expect(world.bad.heard).toHaveLength(1));
  const second = await ask(world, 'solo', stream, key);
  expect([second.status, second.code]).toEqual([409, 'conflict']);
  for (const heard of held) healthy(heard, world.bad);
  expect((await first).status).toBe(200);
});
fault(
  66,
  'one that failed may be tried again under the same key',
  async (world) => {
    const key = { 'idempotency-key': 'three' };
    world.bad.behaviour = (heard) => sendWhole(heard, 400, '{"error":{"message":"no"}}');
    expect((await ask(world, 'solo', false, key)).status).toBe(400);
    world.bad.behaviour = (heard, server) => {
      server.bill(heard, ANSWER_USD);
      sendWhole(heard, 200, WHOLE);
    };
    expect((await ask(world, 'solo', false, key)).status).toBe(200);
  },
  JSON_ONLY,
);
const bounded = (limits: Partial<LoadLimits>) => (door: Door) =>
  openWorld({ door, deps: { load: new Load({ ...LOAD_LIMITS, ...limits, teamShare: 1 }) } });
fault(
  85,
  'more requests than this process can carry are turned away at once with 503 and Retry-After',
  async (world, stream) => {
    const held: Heard[] = [];
    world.bad.behaviour = (heard) => void held.push(heard);
    const first = ask(world, 'solo', stream);
    await soon(() => expect(world.bad.heard).toHaveLength(1));
    const second = await ask(world, 'solo', stream);
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, '1']);
    for (const heard of held) healthy(heard, world.bad);
    expect((await first).status).toBe(200);
  },
  { world: bounded({ maxRequests: 1 }) },
);
fault(
  83,
  'bodies beyond what this process may hold are turned away',
  async (world, stream) => {
    const held: Heard[] = [];
    world.bad.behaviour = (heard) => void held.push(heard);
    const first = ask(world, 'solo', stream);
    await soon(() => expect(world.bad.heard).toHaveLength(1));
    expect((await ask(world, 'solo', stream)).status).toBe(503);
    for (const heard of held) healthy(heard, world.bad);
    expect((await first).status).toBe(200);
  },
  { world: bounded({ maxBytes: 150 }) },
);
fault(
  79,
  'what still streams when the grace is over ends with an error frame and on the books',
  async (world) => {
    world.bad.behaviour = (heard, server) => {
      owe(heard.socket);
      startStream(heard);
      sendPiece(heard, content(TEXT.repeat(20)));
      server.bill(heard, PARTIAL_USD);
      // The grace is nearly over in a tenth of a second.
      void drain(world.gateway.server, world.load, { leaveMs: 0, graceMs: 1_100 });
      heard.socket.once('close', () => endStream(heard));
    };
    const answer = await ask(world, 'pair', true);
    expect([answer.status, answer.code]).toEqual([200, 'upstream_error']);
    expect(answer.text).not.toContain('[DONE]');
    expect(world.gateway.completions()).toHaveLength(1);
  },
  { ...STREAM, isOver: true },
);
fault(
  79,
  'what waits when the grace is over gets 503 with Retry-After',
  async (world) => {
    world.bad.behaviour = ({ socket }) => {
      owe(socket);
      world.load.cutAll();
    };
    const answer = await ask(world, 'pair', false);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(world.good.heard).toEqual([]);
  },
  { ...JSON_ONLY },
);
