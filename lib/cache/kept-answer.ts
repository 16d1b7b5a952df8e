import type { MeterQuantities } from '@/lib/pricing/usage';
import type { Meaning } from './semantic/meaning';

/** What the attempt used that got an answer: what it would use, and cost, again. */
export interface AnswerUsage {
  provider: string;
  model: string;
  upstreamModel: string;
  servedModel?: string | undefined;
  region?: string | undefined;
  speed?: string | undefined;
  meters: MeterQuantities;
}

/** An answer as it was given, to be given again. */
export interface KeptAnswer {
  /** SHA-256 of all that decides it, hex (cache-key.ts). */
  key: string;
  workspaceId: string;
  ruleId: string;
  /** The door's bytes: a JSON body, or the events of a stream without comments. */
  body: Buffer;
  stream: boolean;
  /** Parameters that its provider did not take, as told in `x-tollgate-dropped`. */
  dropped?: string | undefined;
  usage: AnswerUsage;
  /** Where its rule has a semantic cache. */
  meaning?: Meaning | undefined;
  /** How long its client had waited, ms. */
  latencyMs: number;
  /** Epoch ms. */
  storedAt: number;
  expiresAt: number;
}

/** No answer that is larger is kept. */
export const MAX_ANSWER_BYTES = 1024 * 1024;

/** What an answer takes up, its keys and objects included, roughly. */
export const OVERHEAD_BYTES = 1_024;
export const sizeOf = ({ body, meaning }: KeptAnswer): number =>
  body.length +
  OVERHEAD_BYTES +
  (meaning === undefined ? 0 : meaning.vector.byteLength + 2 * meaning.prompt.length);
