import { publishDueDrafts } from './publish-due';

interface ScheduleOptions {
  onError: (error: unknown) => void;
  everyMs?: number;
}

/** How late a draft may be published. */
const EVERY_MS = 5_000;

/** The worker's part of drafts: those that are due are published. */
export function runSchedule({ onError, everyMs = EVERY_MS }: ScheduleOptions): { close(): Promise<void> } {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= publishDueDrafts(new Date())
      .then(() => undefined, onError)
      .finally(() => (running = undefined));
  }, everyMs);
  return {
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}
