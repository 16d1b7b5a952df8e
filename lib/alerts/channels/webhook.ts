import type { AllowList } from '@/lib/egress/policy';
import { postGuarded } from '@/lib/egress/post';
import { outcomeOf, outcomeOfError } from './http-outcome';
import type { Notice, Outcome } from './notice';
import { signBody } from './sign';

export interface WebhookCall {
  url: string;
  secret: string;
  notice: Notice;
  nowMs: number;
  allowed: AllowList;
}

export const HTTP_TIMEOUT_MS = 10_000;

/** One signed call. Never rejects. */
export async function sendWebhook({ url, secret, notice, nowMs, allowed }: WebhookCall): Promise<Outcome> {
  const body = JSON.stringify(notice);
  const timestampS = Math.floor(nowMs / 1000);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Tollgate',
    'x-tollgate-delivery': notice.deliveryId,
    'x-tollgate-timestamp': String(timestampS),
    'x-tollgate-signature': signBody(secret, timestampS, body),
  };
  try {
    return outcomeOf(await postGuarded({ url, headers, body, timeoutMs: HTTP_TIMEOUT_MS }, allowed));
  } catch (error) {
    return outcomeOfError(error);
  }
}
