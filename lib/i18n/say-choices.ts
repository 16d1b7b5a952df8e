import type { Message } from './msg';
import type { T } from './t';

/** Choices with their words in the reader's language. */
export const sayLabels = <C extends { label: Message }>(t: T, choices: readonly C[]) =>
  choices.map((choice) => ({ ...choice, label: t(choice.label) }));

/** The same for pairs of a value and its words. */
export const sayPairs = <V>(t: T, pairs: readonly (readonly [V, Message])[]) =>
  pairs.map(([value, words]) => [value, t(words)] as const);
