import type { AllowList } from '@/lib/egress/policy';
import { postGuarded } from '@/lib/egress/post';
import { outcomeOf, outcomeOfError } from './http-outcome';
import { textOf, type Notice, type Outcome } from './notice';
import { HTTP_TIMEOUT_MS } from './webhook';

/** Slack reads these three as markup. */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** A message by Slack's incoming webhook, whose URL is the secret and is in no outcome. Never rejects. */
export async function sendSlack(url: string, notice: Notice, allowed: AllowList): Promise<Outcome> {
  const body = JSON.stringify({ text: escaped(textOf(notice)) });
  const headers = { 'content-type': 'application/json', 'user-agent': 'Tollgate' };
  if (!URL.canParse(url)) return { ok: false, retry: false, detail: "the secret is not a webhook's URL" };
  try {
    return outcomeOf(await postGuarded({ url, headers, body, timeoutMs: HTTP_TIMEOUT_MS }, allowed));
  } catch (error) {
    return outcomeOfError(error);
  }
}
