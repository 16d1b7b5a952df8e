import type { UpstreamError } from './chat';
import type { ErrorBody } from './error-body';

export type ErrorKind = UpstreamError['kind'];

/** What a vendor's own name for an error means: the status that it stands for, and the kind where the status says too little. */
export type ErrorNames = Readonly<Record<string, { status: number; kind?: ErrorKind }>>;

const KIND_BY_STATUS: Readonly<Record<number, ErrorKind>> = {
  400: 'invalid_request',
  401: 'authentication',
  402: 'payment',
  403: 'permission',
  404: 'not_found',
  409: 'conflict',
  413: 'too_large',
  422: 'unprocessable',
  429: 'rate_limit',
  503: 'overloaded',
  529: 'overloaded',
};

const CONTEXT_LENGTH =
  /context[ _](?:length|window)|maximum context|prompt is too long|input is too long|too many (?:input )?tokens|(?:token count|input tokens?)[^.]{0,60}exceed|exceeds? the (?:maximum|available) (?:context|number of tokens)|reduce the length of the (?:messages|prompt|input)/i;
const QUOTA =
  /insufficient[ _](?:quota|balance|credits?|funds)|credit balance|spend(?:ing)?[ _]limit|billing (?:hard )?limit|out of credits|exceeded your current quota|usage limit/i;

function kindOfStatus(status: number): ErrorKind {
  const known = KIND_BY_STATUS[status];
  if (known !== undefined) return known;
  if (status >= 500) return 'server';
  return status >= 400 ? 'invalid_request' : 'unknown';
}

/**
 * The status and kind of an error. The vendor's name decides first, then known phrases, then the status.
 * `status` is that of the HTTP answer; below 400 the body has to say what it means.
 */
export function classifyError(
  status: number,
  body: ErrorBody,
  names: ErrorNames,
): { status: number; kind: ErrorKind } {
  const named = body.names.map((name) => names[name]).filter((entry) => entry !== undefined);
  const meant = status >= 300 ? status : (body.status ?? named[0]?.status ?? 500);
  const byName = named.find((entry) => entry.kind !== undefined)?.kind;
  if (byName !== undefined) return { status: meant, kind: byName };
  const message = body.message ?? '';
  if ([400, 413, 422].includes(meant) && CONTEXT_LENGTH.test(message))
    return { status: meant, kind: 'context_length' };
  if ([400, 402, 403, 429].includes(meant) && QUOTA.test(message)) return { status: meant, kind: 'quota' };
  return { status: meant, kind: kindOfStatus(meant) };
}
