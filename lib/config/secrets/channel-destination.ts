/** As much of a channel as says where its secret goes. */
export interface Destined {
  id?: string;
  kind?: unknown;
  host?: unknown;
  port?: unknown;
  security?: unknown;
  url?: unknown;
}

/**
 * Where a channel takes its secret, and how well covered. A stored secret is good for one such place: whoever may change
 * an address must not thereby be able to have the secret sent to a host of theirs. Slack's secret is its address. Pure.
 */
export function channelDestination({ kind, host, port = 587, security = 'starttls', url }: Destined): string {
  if (kind === 'email') return `email ${String(host)}:${String(port)} ${String(security)}`;
  if (kind === 'webhook' && typeof url === 'string' && URL.canParse(url))
    return `webhook ${new URL(url).origin}`;
  return String(kind);
}
