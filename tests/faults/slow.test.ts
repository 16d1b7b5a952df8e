import { expect } from 'vitest';
import {
  content,
  DONE,
  FINISH,
  healthy,
  head,
  isStream,
  sendPiece,
  startStream,
  TEXT,
  USAGE,
} from './answers';
import { fault, JSON_ONLY, STREAM } from './fault';
import type { Behaviour } from './fault-server';
import { ask, soon } from './ask';
import { owe, owing } from './owing';
import { IMPATIENT } from './config';
import { openWorld, type Door, type World } from './world';

const impatient = { world: (door: Door) => openWorld({ door, timeouts: IMPATIENT }) };

/** 100 tokens of output at 10 dollars a million. */
const PARTIAL_USD = '0.001';
const PARTIAL = content(TEXT.repeat(20));

const hang: Behaviour = ({ socket }) => owe(socket);

function passesOverInTime(behaviour: Behaviour) {
  return async (world: World, stream: boolean) => {
    world.bad.behaviour = behaviour;
    const started = performance.now();
    const answer = await ask(world, 'pair', stream);
    expect([answer.status, answer.headers.get('x-tollgate-provider')]).toEqual([200, 'good']);
    expect(performance.now() - started).toBeLessThan(5_000);
    // The provider that hangs is not left connected.
    await soon(() => expect(owing(world.bad)).toEqual([]));
  };
}

fault(33, 'headers that do not come end with their timer: next target', passesOverInTime(hang), impatient);
fault(
  33,
  'with no other target: 504',
  async (world, stream) => {
    world.bad.behaviour = hang;
    const answer = await ask(world, 'solo', stream);
    expect([answer.status, answer.code]).toEqual([504, 'upstream_timeout']);
  },
  impatient,
);
const onlyComments: Behaviour = (heard) => {
  owe(heard.socket);
  startStream(heard);
  const timer = setInterval(() => sendPiece(heard, ': ping\n\n'), 50);
  heard.socket.once('close', () => clearInterval(timer));
};
fault(
  34,
  'a stream of comments without content ends with its timer: next target',
  passesOverInTime(onlyComments),
  { ...STREAM, ...impatient },
);
const halfBody: Behaviour = (heard) => {
  owe(heard.socket);
  heard.socket.write(`${head(200, { 'content-length': 1000 })}{"id":`);
};
fault(35, 'an answer that stops half-way goes to the next target', passesOverInTime(halfBody), {
  ...JSON_ONLY,
  ...impatient,
});
fault(
  35,
  'a stream that stalls ends with an error frame, no [DONE], billed as far as it came',
  async (world) => {
    world.bad.behaviour = (heard, server) => {
      owe(heard.socket);
      startStream(heard);
      sendPiece(heard, PARTIAL);
      server.bill(heard, PARTIAL_USD);
    };
    const answer = await ask(world, 'pair', true);
    expect([answer.status, answer.code]).toEqual([200, 'upstream_timeout']);
    expect(answer.text).not.toContain('[DONE]');
    expect(world.good.heard).toEqual([]);
    await soon(() => expect(owing(world.bad)).toEqual([]));
  },
  { ...STREAM, ...impatient },
);
fault(
  44,
  'comments keep a stream alive that is slow for longer than the idle limit',
  async (world) => {
    world.bad.behaviour = (heard, server) => {
      startStream(heard);
      sendPiece(heard, content(TEXT));
      let pings = 0;
      const timer = setInterval(() => {
        pings += 1;
        sendPiece(heard, ': ping\n\n');
        if (pings < 8) return;
        clearInterval(timer);
        finish(heard, server);
      }, 100);
    };
    const answer = await ask(world, 'solo', true);
    expect(answer.text.match(/: ping/g)).toHaveLength(8);
    expect(answer.text).toContain('[DONE]');
  },
  { ...STREAM, ...impatient },
);
const finish: Behaviour = (heard, server) => {
  if (!isStream(heard)) return;
  server.bill(heard, '0.00006');
  for (const piece of [FINISH, USAGE, DONE]) sendPiece(heard, piece);
  heard.socket.write('0\r\n\r\n');
};
fault(
  2,
  'a target that never answers is left after five requests, not waited for each time',
  async (world, stream) => {
    world.bad.behaviour = hang;
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(world, 'pair', stream)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(world.bad.heard).toHaveLength(5);
    expect((await ask(world, 'pair', stream)).status).toBe(200);
    expect(world.bad.heard).toHaveLength(5);
    world.bad.behaviour = healthy;
  },
  impatient,
);
