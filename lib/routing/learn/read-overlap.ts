const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0;
  for (const word of one) if (other.has(word)) count += 1;
  return count;
}

/** Of both, the share that is in both (Jaccard). */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = shared(one, other);
  return both / Math.max(1, one.size + other.size - both);
}

/** An option that speaks of the others. */
const OF_THE_OTHERS = /of the above|\ball of\b|\bnone of\b/i;

/**
 * What a question and the options it offers have in common, as numbers: how alike the options are, how much of each the
 * question says itself (mean and spread), how many words of the question are said once, and whether an option speaks of the
 * others.
 */
export function readOverlap(question: string, options: readonly string[]): number[] {
  const asked = wordsOf(question);
  const said = new Set(asked);
  const offered = options.map((option) => new Set(wordsOf(option)));
  const pairs = offered.flatMap((one, at) => offered.slice(0, at).map((other) => likeness(one, other)));
  const taken = offered.map((words) => shared(words, said) / Math.max(1, words.size));
  const usual = mean(taken);
  return [
    mean(pairs),
    usual,
    Math.sqrt(mean(taken.map((share) => (share - usual) ** 2))),
    said.size / Math.max(1, asked.length),
    options.some((option) => OF_THE_OTHERS.test(option)) ? 1 : 0,
  ];
}
