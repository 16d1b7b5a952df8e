import { expect } from 'vitest';
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
  status,
  TEXT,
  USAGE,
  WHOLE,
} from './answers';
import { ask, soon } from './ask';
import { fault } from './fault';
import type { Behaviour, FaultServer, Heard } from './fault-server';
import { owe, owing, settled } from './owing';
import { askRaw } from './raw-client';
import { openWorld, type Door, type World } from './world';

const hedged = (door: Door) => openWorld({ door, provider: { hedge: { afterMs: 100 } } });

/** Takes requests and answers them when the test says so. */
class Held {
  private readonly held: { heard: Heard; server: FaultServer }[] = [];
  readonly behaviour: Behaviour = (heard, server) => {
    owe(heard.socket);
    // What it will bill if it is stopped: the prompt, and of a whole answer what a typical one comes to.
    this.held.push({ heard, server });
    heard.socket.once('close', () => this.bill(heard, server));
  };
  private readonly billed = new Set<Heard>();
  stoppedUsd = '0';

  answer(stream: boolean): void {
    for (const { heard, server } of this.held.splice(0)) {
      this.billed.add(heard);
      server.bill(heard, ANSWER_USD);
      if (!stream) sendWhole(heard, 200, WHOLE);
      else {
        startStream(heard);
        for (const piece of [content(TEXT), FINISH, USAGE, DONE]) sendPiece(heard, piece);
        endStream(heard);
      }
      settled(heard.socket);
    }
  }

  private bill(heard: Heard, server: FaultServer): void {
    if (this.billed.has(heard)) return;
    this.billed.add(heard);
    server.bill(heard, this.stoppedUsd);
  }
}

/** What the books have of the attempt that was stopped: nobody tells, so it is an estimate, and the provider of this test agrees. */
async function agree(world: World, held: Held, server: FaultServer): Promise<void> {
  await soon(() => expect(world.gateway.completions()).toHaveLength(1));
  const lost = world.gateway.completions()[0]?.attempts.find(({ outcome }) => outcome === 'superseded');
  expect(lost).toMatchObject({ usage: { provenance: 'estimated' }, cost: { state: 'priced' } });
  held.stoppedUsd = lost?.cost.totalUsd ?? '0';
  await soon(() => expect(owing(server)).toEqual([]));
}

fault(
  35,
  'a slow first target has another one beside it, whose answer is the one; both are on the books',
  async (world, stream) => {
    const held = new Held();
    world.bad.behaviour = held.behaviour;
    // What the stopped one costs is known when the books are closed, before its connection is.
    held.stoppedUsd = stream ? '0.000008' : '0.002568';
    const answer = await ask(world, 'pair', stream);
    expect([answer.status, answer.headers.get('x-tollgate-hedged')]).toEqual([200, 'second']);
    expect(answer.headers.get('x-tollgate-provider')).toBe('good');
    await agree(world, held, world.bad);
    expect(world.gateway.completions()[0]).toMatchObject({
      outcome: 'success',
      request: { route: { hedge: { attempt: 2, target: 'good/pair' }, servedAttempt: 2 } },
      attempts: [
        { attempt: 1, provider: 'bad', outcome: 'superseded' },
        { attempt: 2, provider: 'good', outcome: 'success' },
      ],
    });
    world.bad.behaviour = healthy;
  },
  { world: hedged },
);

fault(
  35,
  'where the first target is the first to answer after all, the second one is stopped and the books say who served',
  async (world, stream) => {
    const [first, second] = [new Held(), new Held()];
    world.bad.behaviour = first.behaviour;
    world.good.behaviour = second.behaviour;
    second.stoppedUsd = stream ? '0.000008' : '0.002568';
    const asking = ask(world, 'pair', stream);
    await soon(() => expect(world.good.heard).toHaveLength(1));
    first.answer(stream);
    const answer = await asking;
    expect([answer.status, answer.headers.get('x-tollgate-hedged')]).toEqual([200, 'first']);
    await agree(world, second, world.good);
    expect(world.gateway.completions()[0]).toMatchObject({
      request: { route: { servedAttempt: 1 } },
      attempts: [
        { attempt: 2, provider: 'good', outcome: 'superseded' },
        { attempt: 1, provider: 'bad', outcome: 'success', cost: { totalUsd: ANSWER_USD } },
      ],
    });
    world.bad.behaviour = world.good.behaviour = healthy;
  },
  { world: hedged },
);

fault(
  35,
  'a second attempt that fails takes nothing from the first',
  async (world, stream) => {
    const first = new Held();
    world.bad.behaviour = first.behaviour;
    world.good.behaviour = status(500);
    const asking = ask(world, 'pair', stream);
    await soon(() => expect(world.good.heard).toHaveLength(1));
    first.answer(stream);
    const answer = await asking;
    expect([answer.status, answer.headers.get('x-tollgate-provider')]).toEqual([200, 'bad']);
    world.bad.behaviour = world.good.behaviour = healthy;
  },
  { world: hedged },
);

fault(
  35,
  'a first target that fails leaves the request to the second, without another attempt',
  async (world, stream) => {
    const second = new Held();
    world.bad.behaviour = (heard) => void setTimeout(() => status(503)(heard, world.bad), 300);
    world.good.behaviour = second.behaviour;
    const asking = ask(world, 'pair', stream);
    await soon(() => expect(world.good.heard).toHaveLength(1));
    await soon(() => expect(world.health.retryBudget.retriesInFlight).toBe(1));
    setTimeout(() => second.answer(stream), 600);
    const answer = await asking;
    expect([answer.status, answer.headers.get('x-tollgate-provider')]).toEqual([200, 'good']);
    expect([world.bad.heard.length, world.good.heard.length]).toEqual([1, 1]);
    world.bad.behaviour = world.good.behaviour = healthy;
  },
  { world: hedged },
);

fault(
  62,
  'a client that leaves while two attempts run ends both, and nobody is blamed',
  async (world, stream) => {
    const nothing: Behaviour = ({ socket }) => owe(socket);
    world.bad.behaviour = world.good.behaviour = nothing;
    const socket = askRaw(world, 'pair', stream);
    await soon(() => expect([world.bad.heard.length, world.good.heard.length]).toEqual([1, 1]));
    socket.destroy();
    await soon(() => expect([...owing(world.bad), ...owing(world.good)]).toEqual([]));
    await soon(() => expect(world.gateway.completions()).toHaveLength(1));
    const [done] = world.gateway.completions();
    expect(done).toMatchObject({ outcome: 'client_closed', status: 499 });
    expect(done?.attempts.map(({ outcome }) => outcome)).toEqual(['client_closed', 'client_closed']);
    world.bad.behaviour = world.good.behaviour = healthy;
  },
  { world: hedged },
);

fault(35, 'without the option a slow target has nobody beside it', async (world, stream) => {
  const first = new Held();
  world.bad.behaviour = first.behaviour;
  const asking = ask(world, 'pair', stream);
  await soon(() => expect(world.bad.heard).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 300));
  first.answer(stream);
  expect((await asking).headers.get('x-tollgate-hedged')).toBeNull();
  expect(world.good.heard).toEqual([]);
  world.bad.behaviour = healthy;
});
