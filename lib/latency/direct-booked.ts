/** How a benchmark's call straight to a provider stands on the books: as this task, and with this tag `way`. */
export const DIRECT_BOOKED = { task: 'benchmark', way: 'direct' } as const;
