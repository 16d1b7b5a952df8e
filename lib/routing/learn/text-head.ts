import { z } from 'zod';
import type { FittedHead } from './fit-head';
import type { NgramHasher } from './hash-ngrams';
import { linearWeightsSchema, loadLinear } from './linear-model';
import { packLinear } from './pack-linear';

/** A head as it is stored: weights, no text. */
export const storedHeadSchema = linearWeightsSchema.extend({ models: z.array(z.string()).min(1) });
export type StoredHead = z.infer<typeof storedHeadSchema>;

/** What is known of a workspace's own models by the words of a prompt. */
export interface TextHead {
  version: number;
  /** From when on it is too old to be listened to, epoch ms. */
  staleAt: number;
  /** By model, in score, beside the belief of the task; undefined for a model without a head. */
  correct: (text: string) => (model: string) => number | undefined;
}

/** Those that say little are left out: three bytes and one a model each. */
const KEPT_BUCKETS = 32_768;

/** Undefined where no model was judged often enough. */
export function packHead({ heads, rarity }: FittedHead): StoredHead | undefined {
  if (heads.size === 0) return undefined;
  return { models: [...heads.keys()], ...packLinear([...heads.values()], rarity, KEPT_BUCKETS) };
}

/** Ready to correct: a few microseconds a prompt. Throws for weights whose sizes disagree. */
export function loadHead(
  { models, ...stored }: StoredHead,
  { version, staleAt }: Pick<TextHead, 'version' | 'staleAt'>,
  hash: NgramHasher,
): TextHead {
  const { score } = loadLinear(stored, hash);
  if (stored.means.length !== models.length) throw new Error('a text head is broken: it names other models');
  const places = new Map(models.map((model, place) => [model, place]));
  return {
    version,
    staleAt,
    correct(text) {
      const scores = score(text);
      return (model) => {
        const place = places.get(model);
        return place === undefined ? undefined : scores[place];
      };
    },
  };
}
