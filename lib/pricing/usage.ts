/**
 * Disjoint meters: the sum of `in.*` is the whole prompt, the sum of `out.*` the whole output.
 * Source of the rules per vendor: docs of each API, collected in tests/unit/dialects.
 */
export const METERS = [
  'in.text',
  'in.audio',
  'in.image',
  'in.video',
  'in.tool',
  'in.cache_read',
  'in.cache_read.audio',
  'in.cache_read.image',
  'in.cache_read.video',
  'in.cache_write.5m',
  'in.cache_write.1h',
  'in.cache_write.other',
  'out.text',
  'out.reasoning',
  'out.audio',
  'out.image',
  'request',
  'web_search.low',
  'web_search.med',
  'web_search.high',
  'file_search',
  'page',
  'second',
  'image',
  'cache_token_seconds',
] as const;

export type Meter = (typeof METERS)[number];

/** Quantity per meter, a non-negative safe integer. A meter that is absent is unknown or unused, never 0. */
export type MeterQuantities = Partial<Record<Meter, number>>;

/**
 * Where the numbers come from: `provider` reported all of it; `partial` reported some (a stream that broke);
 * `estimated` counted by our tokenizer; `none` nothing is known.
 */
export type UsageProvenance = 'provider' | 'partial' | 'estimated' | 'none';

export interface Usage {
  meters: MeterQuantities;
  provenance: UsageProvenance;
  /** The provider's usage object as it came, kept beside our reading of it. */
  raw?: unknown;
  /** Model name that the provider says it served. */
  servedModel?: string;
  /** Service tier that the provider says it billed (`default`, `flex`, `priority`, `batch`). */
  serviceTier?: string;
  /** Inference speed that the provider says it billed (Anthropic `fast`); absent for the standard one. */
  speed?: string;
  /** Where the provider says it ran (Anthropic `inference_geo`). */
  region?: string;
}
