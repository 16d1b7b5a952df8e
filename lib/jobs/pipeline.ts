import { Readable } from 'node:stream';
import type { Outbound } from '@/lib/http/exchange';
import type { GatewayDeps } from '@/lib/gateway/exchange';
import { handleRequest } from '@/lib/gateway/handle-request';
import { type Gateway, openGateway } from '@/lib/gateway/open-gateway';
import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import type { RequestCompletion } from '@/lib/ledger/records';
import { sumUsd } from '@/lib/pricing/money';

/** A request of a job, on behalf of the key that made it. */
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
  /** Of all attempts, and of what the cache asked beside; undefined: of some nobody knows it. */
  costUsd: string | undefined;
  /** As it went onto the books; undefined: it was refused before it was known whose it was. */
  done: RequestCompletion | undefined;
  status: number;
  headers: Record<string, string>;
  body: string;
  /** From the question to the end of the answer, and to the first bytes of it; undefined: there were none. */
  latencyMs: number;
  firstByteMs: number | undefined;
}

/** The gateway's own pipeline inside the worker: the same rules, limits, budgets and books as at its doors. */
export interface WorkerPipeline {
  ask(request: PipelineRequest): Promise<PipelineAnswer>;
  /** What it works with, for calls that go past it. */
  deps: GatewayDeps;
  snapshot(): Snapshot;
  close(): Promise<void>;
}

/** Opens the pipeline in this process. It knows keys by their id, since nobody but the worker can ask here. */
export async function openWorkerPipeline(
  open: () => Promise<Gateway> = () => openGateway('route'),
): Promise<WorkerPipeline> {
  const gateway = await open();
  const deps: GatewayDeps = {
    ...gateway.deps,
    digestKey: (keyId) => digestOf(gateway.deps.snapshot(), keyId),
  };
  return {
    async ask(request) {
      const startedMono = performance.now();
      const ended: RequestCompletion[] = [];
      const { firstByteMono, ...answer } = await send(noting(deps, ended), request);
      const latencyMs = performance.now() - startedMono;
      const firstByteMs = firstByteMono === undefined ? undefined : firstByteMono - startedMono;
      const requestId = answer.headers['x-request-id'] ?? '';
      const done = ended.find((one) => one.request.requestId === requestId);
      // What never came to the books was sent nowhere.
      const costUsd = costOf(ended);
      return { requestId, costUsd, done, ...answer, latencyMs, firstByteMs };
    },
    deps: gateway.deps,
    snapshot: () => gateway.deps.snapshot(),
    close: () => gateway.close(),
  };
}

/** The same with a note of what goes onto the books. */
function noting(deps: GatewayDeps, ended: RequestCompletion[]): GatewayDeps {
  const { ledger } = deps;
  return {
    ...deps,
    ledger: {
      ...ledger,
      append(record) {
        if (record.t === 'done') ended.push(record);
        return ledger.append(record);
      },
    },
  };
}

function costOf(ended: readonly RequestCompletion[]): string | undefined {
  const amounts = ended.flatMap(({ attempts }) => attempts.map(({ cost }) => cost.totalUsd));
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

interface Collected extends Pick<PipelineAnswer, 'status' | 'headers' | 'body'> {
  firstByteMono: number | undefined;
}

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
  let firstByteMono: number | undefined;
  const take = (chunk: Buffer | string) => {
    firstByteMono ??= performance.now();
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  };
  const finish = () => resolve({ ...head, body: Buffer.concat(chunks).toString('utf8'), firstByteMono });
  return {
    start: (status, headers) => void (head = { status, headers }),
    write: (chunk) => (take(chunk), true),
    end(chunk) {
      if (chunk !== undefined) take(chunk);
      finish();
    },
    onDrain: () => undefined,
    onClientGone: () => undefined,
    cut: finish,
    clientGone: false,
  };
}
