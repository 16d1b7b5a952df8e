import { z } from 'zod';
import type { Exchange } from './exchange';
import { UnknownFaultError } from './faults/parse';
import { FaultSchedule } from './faults/schedule';
import type { Json } from './json';
import { ProblemError } from './problem';
import { readBody } from './read-body';
import type { SimulatorState } from './state';

const latencySchema = z.strictObject({ factor: z.number().min(0).max(1000) });
const resetSchema = z.strictObject({ ledger: z.boolean().default(false) });

function describe(state: SimulatorState): Json {
  return {
    seed: state.seed,
    latencyFactor: state.latencyFactor,
    faults: state.schedule?.settings ?? null,
    fired: Object.fromEntries(state.fired),
    requests: state.requests,
    active: state.active,
    ledgerPath: state.ledger.path,
  };
}

/** Runs one admin call. Undefined: no such call. Throws ZodError, UnknownFaultError or ProblemError. */
async function run(exchange: Exchange, call: string): Promise<Json | undefined> {
  const { state, request } = exchange;
  switch (call) {
    case 'GET state':
      return describe(state);
    case 'GET ledger/totals':
      return { ...state.ledger.totals() };
    case 'POST faults': {
      const schedule = new FaultSchedule(await readBody(request));
      state.schedule = schedule.settings.rate > 0 ? schedule : undefined;
      return describe(state);
    }
    case 'POST latency':
      state.latencyFactor = latencySchema.parse(await readBody(request)).factor;
      return describe(state);
    case 'POST reset': {
      const empty = request.headers['content-length'] === '0' || !request.headers['content-type'];
      const wishes = resetSchema.parse(empty ? {} : await readBody(request));
      state.reset();
      if (wishes.ledger) state.ledger.rotate(state.clock.now());
      return describe(state);
    }
    default:
      return undefined;
  }
}

/** Streams the ledger's lines as one JSON array. */
async function sendLedger(exchange: Exchange): Promise<void> {
  exchange.response.writeHead(200, { 'content-type': 'application/json' });
  let rest = '';
  let separator = '[\n';
  for await (const chunk of exchange.state.ledger.read()) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length === 0) continue;
    await exchange.line.write(separator + lines.join(',\n'));
    separator = ',\n';
  }
  exchange.response.end(separator === '[\n' ? '[]' : '\n]');
}

/** `/admin/…`: faults, latency, state and the ledger. For tests and the local machine only. */
export async function serveAdmin(exchange: Exchange): Promise<void> {
  const call = `${exchange.request.method ?? ''} ${exchange.url.pathname.slice('/admin/'.length)}`;
  if (call === 'GET ledger') return sendLedger(exchange);
  try {
    const result = await run(exchange, call);
    if (result) exchange.json(200, result);
    else exchange.json(404, { error: { message: `no such admin call: ${call}` } });
  } catch (thrown) {
    const message = explain(thrown);
    if (message === undefined) throw thrown;
    exchange.json(400, { error: { message } });
  }
}

function explain(thrown: unknown): string | undefined {
  if (thrown instanceof z.ZodError) return z.prettifyError(thrown);
  if (thrown instanceof UnknownFaultError || thrown instanceof ProblemError) return thrown.message;
  return undefined;
}
