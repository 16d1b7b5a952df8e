import { refusalOf } from '@/components/layout/call-api';
import type { T } from '@/lib/i18n/t';
import { readEvents } from '@/lib/playground/read-events';
import { ended, WAITING, withEvent, withHeaders, type RunState } from '@/lib/playground/run-state';
import type { Prompt } from '@/lib/playground/schemas';

interface RunInput {
  workspace: string;
  model: string;
  prompt: Prompt;
}

/** One run from the click to its end; `show` is told each state. Never rejects. */
export async function runColumn(
  t: T,
  input: RunInput,
  signal: AbortSignal,
  show: (state: RunState) => void,
): Promise<void> {
  const startedMs = performance.now();
  const since = () => performance.now() - startedMs;
  let state = WAITING;
  const become = (next: RunState) => show((state = next));
  try {
    signal.throwIfAborted();
    const response = await fetch('/api/v1/playground/run', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
      signal,
    });
    become(withHeaders(state, response.headers));
    if (!response.ok || response.body === null) {
      become(ended(state, since(), { error: await refusalOf(t, response) }));
      return;
    }
    for await (const event of readEvents(response.body)) become(withEvent(state, event, since()));
    become(ended(state, since(), 'end'));
  } catch {
    const by = signal.aborted
      ? 'stop'
      : { error: t('The connection was lost. What had come by then is kept.') };
    become(ended(state, since(), by));
  }
}
