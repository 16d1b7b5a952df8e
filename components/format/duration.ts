/** Milliseconds as people read them: `"850 ms"`, `"2.4 s"`, `"3 min 5 s"`. Absent: an en dash. */
export function formatDuration(ms: number | undefined | null): string {
  if (ms === undefined || ms === null) return '–';
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(ms < 9_950 ? 2 : 1)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
