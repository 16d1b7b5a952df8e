import type { ActiveKey } from '@/lib/config/snapshot/snapshot';
import type { ChatRequest } from '@/lib/dialects/chat';
import type { Caller } from '@/lib/routing/features';
import type { Exchange } from '../exchange';
import { readHints } from './read-hints';

/** Who asks, with the hints and headers that the rules in force look at. Throws GatewayError for a bad hint. */
export function readCaller(
  exchange: Exchange,
  key: ActiveKey,
  tags: Readonly<Record<string, string>>,
  metadata?: ChatRequest['metadata'],
): Caller {
  const { headerNames, learns } = exchange.snapshot.policy;
  const headers: Record<string, string> = {};
  for (const name of headerNames) {
    const value = exchange.inbound.header(name);
    if (value !== undefined) headers[name] = value;
  }
  return {
    keyId: key.id,
    team: key.team,
    tags,
    at: exchange.startedAt,
    hints: readHints(exchange, metadata),
    headers,
    learns,
  };
}
