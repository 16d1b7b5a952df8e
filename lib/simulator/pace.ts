import { drawLogNormal } from './log-normal';
import type { SimulatedModel } from './models';
import { seededRandom } from './random';

/** When the parts of an answer are due, milliseconds after the request came. */
export interface Pace {
  headersMs: number;
  firstTokenMs: number;
  perTokenMs: number;
}

/** Headers of a stream come this share of the way to the first token. */
const HEADERS_SHARE = 0.4;

/** One draw of slowness per request stretches both the wait and the decoding, so that p50 and p95 are the model's. */
export function drawPace(model: SimulatedModel, promptKey: string, seed: string, factor: number): Pace {
  const { p50Ms, p95Ms, firstTokenMs, tokensPerSecond } = model.latency;
  const slowness =
    drawLogNormal(1, p95Ms / p50Ms, seededRandom(seed, 'pace', model.name, promptKey)) * factor;
  return {
    headersMs: firstTokenMs * HEADERS_SHARE * slowness,
    firstTokenMs: firstTokenMs * slowness,
    perTokenMs: (1000 / tokensPerSecond) * slowness,
  };
}

/** Time at which a whole answer of that many tokens is ready. */
export function wholeMs(pace: Pace, tokens: number): number {
  return pace.firstTokenMs + tokens * pace.perTokenMs;
}
