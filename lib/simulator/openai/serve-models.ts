import { answerProblem } from '../answer-problem';
import { authProblem } from '../authenticate';
import type { Exchange } from '../exchange';
import type { Json } from '../json';
import { findModel, SIMULATED_MODELS, type SimulatedModel } from '../models';
import { chatWire } from './chat-wire';

/** 2026-01-01. */
const CREATED_S = 1_767_225_600;

function entry(model: SimulatedModel): Json {
  return { id: model.name, object: 'model', created: CREATED_S, owned_by: model.vendor };
}

/** `GET /v1/models` and `GET /v1/models/{id}`. */
export function serveModels(exchange: Exchange, name: string | undefined): void {
  const unknown = authProblem(exchange, chatWire);
  if (unknown) return answerProblem(exchange, chatWire, unknown);
  const headers = chatWire.headers(exchange.requestId, exchange.elapsedMs);
  if (name === undefined) {
    return exchange.json(200, { object: 'list', data: SIMULATED_MODELS.map(entry) }, headers);
  }
  const model = findModel(name);
  if (model) return exchange.json(200, entry(model), headers);
  const message = `The model '${name.slice(0, 100)}' does not exist`;
  answerProblem(exchange, chatWire, { status: 404, kind: 'model', message, param: 'model' });
}
