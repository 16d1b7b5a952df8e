/** What happened to a canary, by name. */
export const EVENTS = ['started', 'stepped', 'promoted', 'rolled_back', 'held', 'resumed', 'closed'] as const;
export type CanaryEventKind = (typeof EVENTS)[number];

const WORDS: Record<CanaryEventKind, string> = {
  started: 'started at',
  stepped: 'grew to',
  promoted: 'was promoted to',
  rolled_back: 'was rolled back to',
  held: 'is held at',
  resumed: 'goes on at',
  closed: 'was closed at',
};

/** One sentence, for the audit log and for charts. */
export const sentenceOf = (id: string, kind: CanaryEventKind, percent: number) =>
  `Canary ${id} ${WORDS[kind]} ${percent} %.`;
