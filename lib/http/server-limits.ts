import type { ServerOptions } from 'node:http';

/**
 * How long a client may take over its request: 20 s for the headers, two minutes for all of it. One that sends a byte now
 * and then (slowloris) is told 408 and cut off. Answers may take as long as they like.
 */
export const SERVER_LIMITS: Readonly<ServerOptions> = Object.freeze({
  keepAliveTimeout: 75_000,
  headersTimeout: 20_000,
  requestTimeout: 120_000,
  /** How often Node looks for those who are late. */
  connectionsCheckingInterval: 5_000,
});
