import { appendFileSync } from 'node:fs';
import { it } from 'vitest';
import { survived } from './survived';
import { openWorld, type Door, type World } from './world';

export type Mode = 'json' | 'stream';

interface FaultOptions {
  /** How the answer is asked for; both unless told. */
  modes?: Mode[];
  doors?: Door[];
  world?: (door: Door) => Promise<World>;
  /** The gateway has stopped in the end: there is no next request. */
  isOver?: boolean;
  /** Keeps the processor busy: nothing else runs meanwhile. */
  alone?: boolean;
}

export const STREAM: FaultOptions = { modes: ['stream'] };
export const JSON_ONLY: FaultOptions = { modes: ['json'] };

/** For the line that says how many of how many survived, over all files (summary.ts). */
function score(number: number, word: 'survived' | 'lost'): void {
  const file = process.env['FAULTS_SUMMARY'];
  if (file !== undefined) appendFileSync(file, `${number} ${word}\n`);
}

/**
 * One numbered fault of the catalogue, at each door: what the client must get is the case's own; what must hold after
 * it is the same for all.
 */
export function fault(
  number: number,
  guarantee: string,
  run: (world: World, stream: boolean) => Promise<void>,
  options: FaultOptions = {},
): void {
  const open = options.world ?? ((door: Door) => openWorld({ door }));
  faultIn(open, number, guarantee, run, options);
}

/** The same in a world that has more to it. */
export function faultIn<W extends World>(
  open: (door: Door) => Promise<W>,
  number: number,
  guarantee: string,
  run: (world: W, stream: boolean) => Promise<void>,
  options: Omit<FaultOptions, 'world'> = {},
): void {
  const { modes = ['json', 'stream'], doors = ['fast', 'route'], isOver = false, alone = false } = options;
  const define = alone ? it : it.concurrent;
  for (const door of doors)
    for (const mode of modes)
      define(`fault ${String(number).padStart(2, '0')}: ${guarantee} (${mode}, ${door} door)`, async () => {
        const world = await open(door);
        let word: 'survived' | 'lost' = 'lost';
        try {
          await run(world, mode === 'stream');
          await survived(world, isOver);
          word = 'survived';
        } finally {
          score(number, word);
          await world.close();
        }
      });
}
