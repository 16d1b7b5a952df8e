import type { IncomingMessage, ServerResponse } from 'node:http';
import { ClientLine } from './client-line';
import type { Fault } from './faults/kinds';
import type { Json } from './json';
import type { SimulatorState } from './state';

/** One request and the way back. */
export class Exchange {
  readonly state: SimulatorState;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly line: ClientLine;
  readonly requestId: string;
  /** Monotonic, milliseconds. */
  readonly startedMs: number;
  fault: Fault | undefined;

  constructor(state: SimulatorState, request: IncomingMessage, response: ServerResponse) {
    this.state = state;
    this.request = request;
    this.response = response;
    this.url = new URL(request.url ?? '/', 'http://simulator');
    this.line = new ClientLine(response);
    this.requestId = `req_${state.newId(24)}`;
    this.startedMs = state.clock.monotonic();
  }

  get elapsedMs(): number {
    return this.state.clock.monotonic() - this.startedMs;
  }

  header(name: string): string | undefined {
    const value = this.request.headers[name];
    return Array.isArray(value) ? value[0] : value;
  }

  /** Answers with JSON and ends. */
  json(status: number, body: Json, headers: Record<string, string> = {}): void {
    if (this.line.gone) return;
    const bytes = Buffer.from(JSON.stringify(body));
    const type = { 'content-type': 'application/json', 'content-length': String(bytes.length) };
    this.response.writeHead(status, { ...type, ...headers });
    this.response.end(bytes);
  }
}
