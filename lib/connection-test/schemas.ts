import { z } from 'zod';

export const testConnectionSchema = z.strictObject({
  /** A provider as in the configuration file, published or not. Its keys may be new ones, `env:NAME`, or stored ones of its own. */
  provider: z.looseObject({ id: z.string().min(1).max(200) }),
});

export const FAILURES = [
  'address',
  'dns',
  'refused',
  'timeout',
  'tls',
  'broken',
  'key',
  'path',
  'redirect',
  'busy',
  'server',
  'dialect',
] as const;
/** What kept a test from succeeding. */
export type FailureKind = (typeof FAILURES)[number];

/** How one credential did. Holds nothing that the provider wrote but names of models. */
export const connectionResultSchema = z.strictObject({
  ok: z.boolean(),
  /** Which credential, counted from 1; 0: called without one. */
  credential: z.number().int().min(0),
  /** Until the whole answer was there, or until it failed. */
  latencyMs: z.number().int().min(0),
  /** Absent: no answer came. */
  status: z.number().int().optional(),
  /** Names of the models that it lists, sorted. */
  models: z.array(z.string()),
  /** Configured to be served there, and not in that list. Empty where the list is not known. */
  missing: z.array(z.string()),
  problem: z.strictObject({ kind: z.enum(FAILURES), message: z.string() }).optional(),
});
export type ConnectionResult = z.infer<typeof connectionResultSchema>;
