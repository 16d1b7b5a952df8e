import type { Readable } from 'node:stream';

/**
 * A request and its answer as the pipeline sees them, whoever carries them: Node's http server (the fast door) or a
 * Next route handler. The pipeline knows nothing else of HTTP servers.
 */
export interface Inbound {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** What follows the `?`, as it came; '' without one. */
  readonly query: string;
  /** Who sent it: the other end of the connection, or of our front's or a trusted proxy's. Undefined: not known. */
  readonly address: string | undefined;
  /** Value of a header, by its lower-case name. */
  header(name: string): string | undefined;
  /** The whole body, decompressed. Throws GatewayError 413 past `limitBytes`, counted as it streams. */
  readBody(limitBytes: number): Promise<Buffer>;
  /** The body as it comes, undecompressed; for what is too large to be held. */
  openBody(): Readable;
}

export interface Outbound {
  start(status: number, headers: Record<string, string>): void;
  /** False when the client reads too slowly: stop until `onDrain`. */
  write(chunk: Buffer | string): boolean;
  end(chunk?: Buffer | string): void;
  /** One listener at a time: a later one replaces an earlier. */
  onDrain(listener: () => void): void;
  /** Called once if the client goes away before `end`; beside those that listen already. */
  onClientGone(listener: () => void): void;
  /** Closes the connection to a client that does not read; nothing more can be sent. */
  cut(): void;
  readonly clientGone: boolean;
}
