import type { Answer, OutputCounts } from './answer';
import { amountOf, formatUsd } from './amount';
import type { Exchange } from './exchange';
import type { SimulatedModel } from './models';
import type { Wire } from './wire';

/** What one request will be billed for: written to the ledger once, whatever happens after. */
export class Bill {
  readonly #exchange: Exchange;
  readonly #wire: Wire;
  readonly #model: SimulatedModel;
  readonly #answer: Answer;
  readonly #stream: boolean;
  #settled = false;

  constructor(exchange: Exchange, wire: Wire, model: SimulatedModel, answer: Answer, stream: boolean) {
    this.#exchange = exchange;
    this.#wire = wire;
    this.#model = model;
    this.#answer = answer;
    this.#stream = stream;
  }

  /** Bills the prompt and that output; the first call counts. */
  settle(output: OutputCounts, complete: boolean): void {
    if (this.#settled) return;
    this.#settled = true;
    const { state } = this.#exchange;
    const meters = this.#wire.meters(this.#answer.prompt, output);
    state.ledger.append({
      at: new Date(state.clock.now()).toISOString(),
      vendor: this.#wire.vendor,
      model: this.#model.name,
      clientRequestId: this.#exchange.header('x-client-request-id') ?? null,
      responseId: this.#wire.responseId(this.#answer),
      stream: this.#stream,
      complete,
      usage: this.#wire.usage(this.#answer.prompt, output, this.#answer.model),
      meters,
      amountUsd: formatUsd(amountOf(this.#model, meters)),
    });
  }
}
