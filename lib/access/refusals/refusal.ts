import type { ErrorCode } from '@/lib/errors/codes';
import { GatewayError } from '@/lib/errors/gateway-error';
import { OtherSiteError } from '@/lib/users/other-site-error';

/** Why somebody was turned away: a code of ours, never words that they sent. */
export type RefusalReason =
  | (typeof REFUSED)[number]
  | 'other_site'
  /** Of a sign-in: address or password, the code of the second factor, too often, unknown to us. */
  | 'wrong_password'
  | 'wrong_code'
  | 'too_many_sign_ins'
  | 'not_invited';

/** One that was turned away. A list of what goes into the log: no header, query, body, address of mail or token. */
export interface Refusal {
  reason: RefusalReason;
  /** Where it came from. */
  address: string;
  /** Id of the person, where they are known. */
  caller?: string | undefined;
  /** Id of the service token that they came with. */
  tokenId?: string | undefined;
  method: string;
  /** As declared (`/api/v1/keys/{id}`), or the page of a form: not the address that was asked for. */
  route: string;
  requestId: string;
}

const REFUSED = ['missing_api_key', 'invalid_api_key', 'forbidden', 'rate_limited'] as const;

/** Undefined for errors that turn nobody away. */
export function refusalReason(thrown: unknown): RefusalReason | undefined {
  if (thrown instanceof OtherSiteError) return 'other_site';
  if (!(thrown instanceof GatewayError)) return undefined;
  const { code }: { code: ErrorCode } = thrown;
  return REFUSED.find((refused) => refused === code);
}
