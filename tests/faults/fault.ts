import { afterAll, it } from 'vitest';
import { openWorld, survived, type World } from './world';

const score = { survived: 0, of: 0 };

interface FaultOptions {
  /** How the answer is asked for; both unless told. */
  modes?: ('json' | 'stream')[];
  world?: () => Promise<World>;
  /** The gateway has stopped in the end: there is no next request. */
  isOver?: boolean;
}

/** One numbered fault: what the client must get is the case's own; what must hold after it is the same for all. */
export function fault(
  number: number,
  guarantee: string,
  run: (world: World, stream: boolean) => Promise<void>,
  { modes = ['json', 'stream'], world: open = openWorld, isOver = false }: FaultOptions = {},
): void {
  for (const mode of modes) {
    it(`fault ${String(number).padStart(2, '0')}: ${guarantee} (${mode})`, async () => {
      score.of += 1;
      const world = await open();
      try {
        await run(world, mode === 'stream');
        await survived(world, isOver);
        score.survived += 1;
      } finally {
        await world.close();
      }
    });
  }
}

/** Says at the end how many there were. */
export function tellScore(): void {
  afterAll(() => console.log(`survived ${score.survived} of ${score.of}`));
}
