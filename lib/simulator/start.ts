import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock, type Clock } from '@/lib/clock';
import { logger } from '@/lib/logger';
import { Exchange } from './exchange';
import { SimulatorLedger } from './ledger';
import { doorFor } from './route';
import { SimulatorState } from './state';

export interface SimulatorOptions {
  /** JSON-lines file; made with its folder when absent, continued when there. */
  ledgerPath: string;
  /** 0 or absent: any free port. */
  port?: number;
  host?: string;
  seed?: string;
  /** Multiplies all latencies; 0 answers at once. Default 1. */
  latencyFactor?: number;
  /** 401 without a key that starts with `sim-`. Default true. */
  demandKey?: boolean;
  clock?: Clock;
}

export interface RunningSimulator {
  /** `http://127.0.0.1:PORT`; the doors are below `/openai/v1`, `/anthropic` and `/gemini`. */
  url: string;
  port: number;
  /** Cuts open streams (billed as incomplete), drops unfinished answers, closes the ledger. */
  close(): Promise<void>;
}

/** Starts the simulator. Rejects when the port is taken or the ledger cannot be opened. */
export async function startSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const state = new SimulatorState({
    seed: options.seed ?? 'tollgate',
    latencyFactor: options.latencyFactor ?? 1,
    demandKey: options.demandKey ?? true,
    ledger: new SimulatorLedger(options.ledgerPath),
    clock: options.clock ?? systemClock,
  });
  const running = new Set<Promise<void>>();
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, (request, response) => {
    const work = handle(state, request, response).finally(() => running.delete(work));
    running.add(work);
  });
  const host = options.host ?? '127.0.0.1';
  const port = await listen(server, options.port ?? 0, host).catch((cause: unknown) => {
    state.ledger.close();
    throw cause;
  });
  return {
    url: `http://${host}:${port}`,
    port,
    async close() {
      state.shutdown.begin();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([closed, ...running]);
      state.ledger.close();
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: 2048 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  return address.port;
}

/** One request; whatever goes wrong in it stays in it. */
async function handle(
  state: SimulatorState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.on('error', () => response.destroy());
  state.requests += 1;
  state.active += 1;
  try {
    const exchange = new Exchange(state, request, response);
    const serve = doorFor(exchange);
    if (serve) await serve(exchange);
    else {
      const message = `Unknown request URL: ${request.method ?? ''} ${exchange.url.pathname.slice(0, 200)}`;
      exchange.json(404, {
        error: { message, type: 'invalid_request_error', param: null, code: 'unknown_url' },
      });
    }
  } catch (thrown) {
    // A client that leaves while it sends its body makes the read fail: nothing to tell anybody.
    if (!request.destroyed) logger.error({ err: thrown }, 'simulator request failed');
    response.destroy();
  } finally {
    state.active -= 1;
  }
}
