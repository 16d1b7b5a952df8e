import { expect } from 'vitest';
import { healthy } from './answers';
import { SELF_SIGNED } from './certificate';
import { fault } from './fault';
import { FaultServer } from './fault-server';
import { ask, soon } from './ask';
import { owe } from './owing';
import { IMPATIENT } from './config';
import { openWorld, type Door, type World } from './world';

const failsOver = async (world: World, stream: boolean) => {
  const answer = await ask(world, 'pair', stream);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('x-tollgate-provider')).toBe('good');
};

/** Nobody listens at port 1, and no system gives it to who asks for any: one that was just closed may be somebody's already. */
const refused = (door: Door) => openWorld({ door, badUrl: 'http://127.0.0.1:1/v1' });

fault(1, 'a refused connection goes to the next target at once', failsOver, { world: refused });
fault(
  1,
  'with no other target it is a 502 in the OpenAI shape that clients do not retry',
  async (world, stream) => {
    const answer = await ask(world, 'solo', stream);
    expect([answer.status, answer.code]).toEqual([502, 'upstream_error']);
    expect(answer.headers.get('x-should-retry')).toBe('false');
  },
  { world: refused },
);
fault(
  3,
  'a name that does not exist goes to the next target, and an admin is told',
  async (world, stream) => {
    await failsOver(world, stream);
    expect(world.alerts).toEqual(['address']);
  },
  { world: (door) => openWorld({ door, badUrl: 'http://no-such-host.invalid/v1' }) },
);
fault(
  6,
  'a certificate that cannot be trusted goes to the next target, and an admin is told',
  async (world, stream) => {
    await failsOver(world, stream);
    expect(world.alerts).toEqual(['certificate']);
    expect(world.bad.heard).toEqual([]);
  },
  { world: (door) => openWorld({ door, bad: new FaultServer(healthy, SELF_SIGNED) }) },
);
fault(
  7,
  'a TLS handshake that hangs ends with the connect timer',
  async (world, stream) => {
    const started = performance.now();
    await failsOver(world, stream);
    expect(performance.now() - started).toBeLessThan(3_000);
  },
  {
    world: async (door) => {
      const silent = await new FaultServer(healthy).listen();
      silent.onConnect = () => true;
      const world = await openWorld({
        door,
        badUrl: silent.url.replace('http:', 'https:'),
        timeouts: IMPATIENT,
      });
      return { ...world, close: async () => void (await Promise.all([world.close(), silent.close()])) };
    },
  },
);
fault(8, 'a kept-alive connection that was reset is replaced at once, and nobody is blamed', reusedReset);
fault(8, 'the same with a connection that closes without an answer', reusedClose);
fault(5, 'a connection that is reset after it is made goes to the next target', async (world, stream) => {
  world.bad.onConnect = (socket) => {
    socket.resetAndDestroy();
    return true;
  };
  await failsOver(world, stream);
});

/** The second request on a connection is reset unread; a fresh connection is served. */
async function reusedReset(world: World, stream: boolean): Promise<void> {
  world.bad.behaviour = (heard, server) => {
    if (heard.onConnection === 1) healthy(heard, server);
    else heard.socket.resetAndDestroy();
  };
  await onFreshConnection(world, stream);
}

async function reusedClose(world: World, stream: boolean): Promise<void> {
  world.bad.behaviour = (heard, server) => {
    if (heard.onConnection === 1) {
      healthy(heard, server);
    } else {
      owe(heard.socket);
      heard.socket.end();
    }
  };
  await onFreshConnection(world, stream);
}

async function onFreshConnection(world: World, stream: boolean): Promise<void> {
  expect((await ask(world, 'solo', stream)).status).toBe(200);
  await soon(() => expect(world.bad.sockets.size).toBe(1));
  const answer = await ask(world, 'solo', stream);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('x-tollgate-attempts')).toBe('2');
  expect(world.bad.heard.map(({ onConnection }) => onConnection)).toEqual([1, 2, 1]);
}
