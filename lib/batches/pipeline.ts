import { Readable } from 'node:stream';
import type { Outbound } from '@/lib/http/exchange';
import type { GatewayDeps } from '@/lib/gateway/exchange';
import { handleRequest } from '@/lib/gateway/handle-request';
import { type Gateway, openGateway } from '@/lib/gateway/open-gateway';
import type { Snapshot } from '@/lib/config/snapshot';
import type { RequestCompletion } from '@/lib/ledger/records';
import { sumUsd } from '@/lib/pricing/money';

/** A request of a batch, on behalf of the key that made it. */
export interface PipelineRequest {
  path: string;
  body: string;
  keyId: string;
  address: string | undefined;
  /** More headers, lower case. */
  headers: Record<string, string>;
}

export interface PipelineAnswer {
  requestId: string;
  /** Of all attempts; undefined: of some nobody knows it. */
  costUsd: string | undefined;
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The gateway's own pipeline inside the worker: the same rules, limits, budgets and books as at its doors. */
export interface BatchPipeline {
  ask(request: PipelineRequest): Promise<PipelineAnswer>;
  snapshot(): Snapshot;
  close(): Promise<void>;
}

/** Opens the pipeline in this process. It knows keys by their id, since nobody but the worker can ask here. */
export async function openBatchPipeline(
  open: () => Promise<Gateway> = () => openGateway('route'),
): Promise<BatchPipeline> {
  const gateway = await open();
  const costs = new Map<string, string | undefined>();
  const { ledger } = gateway.deps;
  const deps: GatewayDeps = {
    ...gateway.deps,
    digestKey: (keyId) => digestOf(gateway.deps.snapshot(), keyId),
    ledger: {
      ...ledger,
      append(record) {
        if (record.t === 'done') costs.set(record.request.requestId, costOf(record));
        return ledger.append(record);
      },
    },
  };
  return {
    async ask(request) {
      const { status, headers, body } = await send(deps, request);
      const requestId = headers['x-request-id'] ?? '';
      // What never came to the books was sent nowhere.
      const costUsd = costs.has(requestId) ? costs.get(requestId) : '0';
      costs.delete(requestId);
      return { requestId, costUsd, status, headers, body };
    },
    snapshot: () => gateway.deps.snapshot(),
    close: () => gateway.close(),
  };
}

function costOf({ attempts }: RequestCompletion): string | undefined {
  const amounts = attempts.map(({ cost }) => cost.totalUsd);
  return amounts.includes(null) ? undefined : sumUsd(amounts.filter((usd) => usd !== null));
}

const digests = new WeakMap<Snapshot['keys'], Map<string, string>>();

/** The digest under which a key stands in a snapshot; '' for one that is not there, or no longer. */
function digestOf({ keys }: Snapshot, keyId: string): string {
  let known = digests.get(keys);
  if (known === undefined) {
    known = new Map([...keys].map(([digest, key]) => [key.id, digest]));
    digests.set(keys, known);
  }
  return known.get(keyId) ?? '';
}

type Collected = Pick<PipelineAnswer, 'status' | 'headers' | 'body'>;

function send(
  deps: GatewayDeps,
  { path, body, keyId, address, headers }: PipelineRequest,
): Promise<Collected> {
  const bytes = Buffer.from(body);
  const sent: Record<string, string> = {
    ...headers,
    authorization: `Bearer ${keyId}`,
    'content-type': 'application/json',
    'content-length': String(bytes.length),
  };
  return new Promise((resolve) => {
    const inbound = {
      ...{ method: 'POST', path, query: '', address },
      header: (name: string) => sent[name],
      readBody: () => Promise.resolve(bytes),
      openBody: () => Readable.from([bytes]),
    };
    void handleRequest(deps, inbound, collect(resolve));
  });
}

/** An answer that is collected whole; its reader never goes away. */
function collect(resolve: (answer: Collected) => void): Outbound {
  const chunks: Buffer[] = [];
  let head: { status: number; headers: Record<string, string> } = { status: 500, headers: {} };
  const take = (chunk: Buffer | string) =>
    void chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return {
    start: (status, headers) => void (head = { status, headers }),
    write: (chunk) => (take(chunk), true),
    end(chunk) {
      if (chunk !== undefined) take(chunk);
      resolve({ ...head, body: Buffer.concat(chunks).toString('utf8') });
    },
    onDrain: () => undefined,
    onClientGone: () => undefined,
    cut: () => resolve({ ...head, body: Buffer.concat(chunks).toString('utf8') }),
    clientGone: false,
  };
}
