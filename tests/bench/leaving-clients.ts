import { setTimeout as after } from 'node:timers/promises';
import * as o200k from 'gpt-tokenizer/encoding/o200k_base';
import { chunk, content, DONE, endStream, FINISH, sendPiece, startStream } from '../faults/answers';
import { ask, soon } from '../faults/ask';
import type { Behaviour, Heard } from '../faults/fault-server';
import { askRaw } from '../faults/raw-client';
import { openWorld, type World } from '../faults/world';
import { inPieces } from './in-pieces';
import { type Kind, SAID } from './said';
import { quantile } from './statistics';

const LEAVERS = Number(process.env['BENCH_LEAVERS'] ?? 100);
/** Answers that were read to their end before, where there were any. */
const FINISHED = 20;
const PROMPT_TOKENS = 10;

const usageOf = (text: string) => ({
  prompt_tokens: PROMPT_TOKENS,
  completion_tokens: o200k.countTokens(text),
});
/** The prompt at 1, the answer at 10 dollars a million tokens. */
const trueUsd = (text: string) => PROMPT_TOKENS * 1e-6 + o200k.countTokens(text) * 10e-6;

/** An answer to its end, with its usage. */
function finishes(kind: Kind): Behaviour {
  const taught = [...SAID[kind].taught];
  return (heard) => {
    const at = (heard.number * 997) % taught.length;
    const text = taught.slice(at, at + 1_500).join('');
    startStream(heard);
    for (const piece of [content(text), FINISH, chunk({}, { choices: [], usage: usageOf(text) }), DONE])
      sendPiece(heard, piece);
    endStream(heard);
  };
}

/** Streams a piece every 5 ms until its connection closes. */
class Endless {
  readonly closedMs: number[] = [];
  usd = 0;
  /** Of which each answer begins with another one. */
  private readonly pieces: readonly string[];

  constructor(
    kind: Kind,
    private readonly reportsUsage: boolean,
  ) {
    this.pieces = inPieces(SAID[kind].measured, o200k);
  }

  readonly behaviour = (heard: Heard): void => {
    let at = heard.number * 7;
    let text = '';
    startStream(heard);
    const timer = setInterval(() => {
      const piece = this.pieces[at % this.pieces.length] ?? '';
      at += 1;
      text += piece;
      const usage = usageOf(text);
      sendPiece(heard, this.reportsUsage ? chunk({ content: piece }, { usage }) : content(piece));
    }, 5);
    heard.socket.once('close', () => {
      clearInterval(timer);
      this.usd += trueUsd(text);
      this.closedMs.push(performance.now());
    });
  };
}

/** How long after the client the provider's connection closes, ms. */
async function leaveOnce(world: World, { closedMs }: Endless): Promise<number> {
  const socket = askRaw(world, 'solo', true);
  await new Promise((resolve) => socket.once('data', resolve));
  await after(60 + Math.random() * 240);
  const seen = closedMs.length;
  const leftAt = performance.now();
  socket.destroy();
  while (closedMs.length === seen) await new Promise((resolve) => setImmediate(resolve));
  return (closedMs.at(-1) ?? 0) - leftAt;
}

export interface Leaving {
  kind: Kind;
  /** With the running count in each chunk. */
  reportsUsage: boolean;
  /** Other answers of this kind were finished, and reported, before. */
  isKnown: boolean;
}

/** Clients leave in mid-answer: how soon the provider is stopped, and how far the books are from what it billed. */
export async function leavingClients({ kind, reportsUsage, isKnown }: Leaving) {
  const world = await openWorld({ door: 'fast' });
  world.bad.behaviour = finishes(kind);
  for (let n = 0; isKnown && n < FINISHED; n += 1) await ask(world, 'solo', true);
  const before = world.gateway.completions().length;
  const endless = new Endless(kind, reportsUsage);
  world.bad.behaviour = endless.behaviour;
  const delays: number[] = [];
  for (let n = 0; n < LEAVERS; n += 1) delays.push(await leaveOnce(world, endless));
  const left = () => world.gateway.completions().slice(before);
  await soon(() => {
    if (left().length < LEAVERS) throw new Error('Not all are on the books yet.');
  });
  const booked = left()
    .flatMap(({ attempts }) => attempts)
    .reduce((sum, { cost }) => sum + Number(cost.totalUsd ?? 0), 0);
  await world.close();
  return {
    'client leaves': `${kind}, ${reportsUsage ? 'usage in each chunk' : `no usage, model ${isKnown ? 'known' : 'new'}`}`,
    streams: LEAVERS,
    'upstream closed p50 ms': quantile(delays, 0.5).toFixed(1),
    'p99 ms': quantile(delays, 0.99).toFixed(1),
    'cost error %': (((booked - endless.usd) / endless.usd) * 100).toFixed(2),
  };
}
