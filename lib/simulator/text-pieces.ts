import type { Choice } from './answer';
import { proseWords } from './prose';
import { seededRandom } from './random';

/** The words of a choice; goes on for ever when the fault says so. */
export function* textPieces(choice: Choice, endless: boolean): Generator<string> {
  yield* choice.text;
  if (endless) {
    yield ' ';
    yield* proseWords(seededRandom('endless'));
  }
}
