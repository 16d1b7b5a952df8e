import { EgressError } from '@/lib/egress/egress-error';
import type { Outcome } from './notice';

const WORTH_ANOTHER_TRY: ReadonlySet<number> = new Set([408, 425, 429]);

/** What an answer means. A redirect is a refusal: where it points was not checked by anybody. */
export function outcomeOf({ status, text }: { status: number; text: string }): Outcome {
  const said = text.trim() === '' ? '' : `: ${text.trim()}`;
  const detail = `answered ${status}${said}`;
  if (status >= 200 && status < 300) return { ok: true, detail: `answered ${status}` };
  return { ok: false, retry: status >= 500 || WORTH_ANOTHER_TRY.has(status), detail };
}

/** What a failure to reach it means. Our own refusal will be the same next time. */
export function outcomeOfError(error: unknown): Outcome {
  const detail = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error ? error.cause : undefined;
  const refused = error instanceof EgressError || cause instanceof EgressError;
  return { ok: false, retry: !refused, detail };
}
