const waiting = new Set<() => void>();

function leave(): void {
  for (const work of waiting) work();
}

/** Done when this process ends, by one listener for all. Given back is how to have it forgotten. */
export function atExit(work: () => void): () => void {
  if (waiting.size === 0 && !process.listeners('exit').includes(leave)) process.once('exit', leave);
  waiting.add(work);
  return () => void waiting.delete(work);
}
