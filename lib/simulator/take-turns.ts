/** Takes one item from each sequence in turn until all have ended, as vendors interleave choices. */
export function* takeTurns<T>(sequences: readonly Iterable<T>[]): Generator<T> {
  if (sequences.length === 1 && sequences[0]) {
    yield* sequences[0];
    return;
  }
  let iterators = sequences.map((sequence) => sequence[Symbol.iterator]());
  while (iterators.length > 0) {
    const open: Iterator<T>[] = [];
    for (const iterator of iterators) {
      const step = iterator.next();
      if (step.done) continue;
      yield step.value;
      open.push(iterator);
    }
    iterators = open;
  }
}
