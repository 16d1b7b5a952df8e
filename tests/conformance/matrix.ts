import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkExchanges, checkUsage, clearBills, readBills, type Bill } from './books';
import type { OpenClient } from './client';
import { CLIENTS } from './clients';
import { checkErrors } from './errors';
import { KINDS, runKind, type Kind } from './kinds';
import { Line, type Door } from './line';
import { Tally } from './tally';
import { modelOf, UPSTREAMS, type UpstreamCase } from './upstreams';

/** A gateway under test; `door` and `simulatorUrl` are there once it has started. */
export interface World {
  door(): Door;
  simulatorUrl(): string;
  /** What else must hold after a cell. */
  afterCell?(bills: readonly Bill[]): void;
}

export interface Cell {
  client: string;
  upstream: UpstreamCase;
  kind: Kind;
  stream: boolean;
}

/** The matrix of one door: every client × upstream × {whole, streamed} × kind that `wants`, and the errors of each client. */
export function describeMatrix(
  title: string,
  world: World,
  wants: (cell: Cell) => boolean = () => true,
): void {
  describe(title, () => {
    const tally = new Tally(title);
    beforeEach(() => clearBills(world.simulatorUrl()));
    afterEach(({ task }) => tally.count(task.meta.cell ?? 'errors', task.result?.state === 'pass'));
    afterAll(() => tally.print());

    describe.each(CLIENTS.map((open) => ({ open, name: nameOf(open) })))('$name', ({ open, name }) => {
      for (const { upstream, stream, kind } of CELLS) {
        if (!wants({ client: name, upstream, kind, stream })) continue;
        it(`${upstream.dialect}, ${stream ? 'streamed' : 'whole'}: ${kind.name}`, async ({ task }) => {
          task.meta.cell = `${name} → ${upstream.dialect}`;
          await runCell(world, open, upstream, kind, stream);
        });
      }
      checkErrors(world, open);
    });
  });
}

const CELLS = UPSTREAMS.flatMap((upstream) =>
  [false, true].flatMap((stream) => KINDS.map((kind) => ({ upstream, stream, kind }))),
);

async function runCell(
  world: World,
  open: OpenClient,
  upstream: UpstreamCase,
  kind: Kind,
  stream: boolean,
): Promise<void> {
  const line = new Line(world.door());
  const model = modelOf(upstream);
  const told = await runKind(kind, open(line), upstream, stream);
  const exchanges = await line.take();
  const bills = await readBills(world.simulatorUrl());
  checkExchanges(exchanges, bills, { provider: upstream.dialect, model });
  checkUsage(told, bills[0]);
  if (stream) expect(exchanges[0]?.headers.get('content-type')).toContain('text/event-stream');
  world.afterCell?.(bills);
}

/** A client's name is known without a gateway. */
const nameOf = (open: OpenClient) => open(new Line({ url: 'http://127.0.0.1:9', key: 'k' })).name;
