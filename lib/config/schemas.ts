import { z } from 'zod';
import { BODY_POLICIES, bodySettingsSchema } from '@/lib/bodies/settings';
import { DIALECT_NAMES } from '@/lib/dialects/types';
import { parseCidr } from '@/lib/egress/cidr';
import { HEALTH_DEFAULTS } from '@/lib/health/judge';
import { probeSchema } from '@/lib/health/probes/probe-settings';
import { priceRowSchema } from '@/lib/pricing/price-row';
import { fillPreset, PRESET_NAMES } from '@/lib/providers/presets';
import { hedgeSchema, policyRuleSchema, TIERS } from '@/lib/routing/policy/schemas';
import { alertSchema, channelSchema } from './alert-schemas';
import { id, usd } from './primitives';

/** Absent: no limit. Requests and tokens are counted over a sliding minute. */
const limits = {
  rpm: z.number().int().min(1).max(10_000_000).optional(),
  tpm: z.number().int().min(1).max(2_000_000_000).optional(),
  /** Requests at once. */
  maxConcurrent: z.number().int().min(1).max(1_000_000).optional(),
};

export const timeoutsSchema = z.strictObject({
  connectMs: z.number().int().min(1).max(60_000).default(4_000),
  /** Until response headers. */
  headersMs: z.number().int().min(1).max(600_000).default(60_000),
  /** Until the first content of a stream. */
  firstContentMs: z.number().int().min(1).max(600_000).default(60_000),
  /** Between chunks of a stream. */
  idleMs: z.number().int().min(1).max(600_000).default(45_000),
  totalMs: z.number().int().min(1).max(3_600_000).default(600_000),
});

const ipRange = z
  .string()
  .max(64)
  .refine((text) => parseCidr(text) !== undefined, 'an address range such as 10.0.0.0/8');

const proxyUrl = z
  .url({ protocol: /^https?$/ })
  .refine(
    (url) => !url.includes('@'),
    'no credentials in the file: put the whole URL into a variable, env:NAME',
  );

/** Once its preset has said what it left out: see {@link PRESET_FILLS}. */
export const writtenProvider = z.strictObject({
  id,
  name: z.string().min(1).max(200).optional(),
  /** A known server: gives dialect and base URL where they are left out, and its quirks. */
  preset: z.enum(PRESET_NAMES).optional(),
  dialect: z.enum(DIALECT_NAMES),
  /** Where the dialect's paths start, e.g. `https://api.openai.com/v1`. */
  baseUrl: z.url({ protocol: /^https?$/ }),
  /** `env:NAME`, `secret:ID` (stored encrypted), or on the way in the key itself, which is then stored encrypted. Absent: none sent. */
  apiKey: z.string().min(1).max(4096).optional(),
  /** In place of it several, written the same way: drawn by weight, and each left alone by itself when it is refused. */
  apiKeys: z
    .array(
      z.strictObject({
        key: z.string().min(1).max(4096),
        weight: z.number().int().min(1).max(1_000).default(1),
      }),
    )
    .min(1)
    .max(20)
    .optional(),
  headers: z.record(z.string(), z.string()).optional(),
  timeouts: timeoutsSchema.optional(),
  /** HTTP proxy through which it is reached: its URL, or `env:NAME` where that holds credentials. */
  proxy: z.union([z.string().regex(/^env:[A-Za-z_][A-Za-z0-9_]*$/), proxyUrl]).optional(),
  /**
   * Ranges outside of the public internet where it may be, such as a model server of one's own: `["10.1.2.0/24"]`. Private
   * networks and this machine only. Absent: as TOLLGATE_EGRESS_ALLOW says.
   */
  privateAddresses: z.array(ipRange).max(100).optional(),
  region: z.string().optional(),
  /** When the client leaves in mid-answer: `drain` lets it finish, so that its own count is billed. Absent: `abort`. */
  onClientGone: z.enum(['abort', 'drain']).optional(),
  /** Of calls that go here first. Absent: none, unless the rule says so. */
  hedge: hedgeSchema.optional(),
  /** Whether its models are asked while no traffic tells how they are. Absent: never. */
  probe: probeSchema.optional(),
  ...limits,
  enabled: z.boolean().default(true),
  /** Runs on this machine and bills nothing real; labelled so everywhere. */
  simulated: z.boolean().default(false),
});

/** May be left out where there is a preset. */
export const PRESET_FILLS: readonly string[] = ['dialect', 'baseUrl'];

type WrittenProvider = z.input<typeof writtenProvider>;
/** As in a file: what the preset says may be left out. */
type ProviderEntry = Omit<WrittenProvider, 'dialect' | 'baseUrl'> &
  Partial<Pick<WrittenProvider, 'dialect' | 'baseUrl'>>;

export const providerSchema = z.preprocess((entry: ProviderEntry) => fillPreset(entry), writtenProvider);

export const modelSchema = z.strictObject({
  /** Name that clients use. */
  id,
  /** Further names that clients may use. */
  aliases: z.array(id).default([]),
  /** Who serves it, first choice first, and under which name there. */
  offers: z.array(z.strictObject({ provider: id, model: z.string().min(1).max(200), ...limits })).min(1),
  contextTokens: z.number().int().positive().optional(),
  maxOutputTokens: z.number().int().positive().optional(),
  /** Rules may name it: `tier:premium` stands for the models of that tier, in the order of the file. */
  tier: z.enum(TIERS).optional(),
  /** How often its answers are held to be good enough before anybody has judged one; absent: by its tier. */
  quality: z
    .strictObject({
      mean: z.number().min(0.01).max(0.99),
      /** Judgements that this is worth. */
      strength: z.number().min(1).max(1_000).default(10),
    })
    .optional(),
  capabilities: z
    .strictObject({
      tools: z.boolean().default(true),
      images: z.boolean().default(false),
      jsonSchema: z.boolean().default(true),
      reasoning: z.boolean().default(false),
      embeddings: z.boolean().default(false),
      /** Absent: not known, so it is tried. */
      audio: z.boolean().optional(),
      files: z.boolean().optional(),
      severalAnswers: z.boolean().optional(),
      logprobs: z.boolean().optional(),
    })
    .optional(),
});

/** A rule of the routing policy. */
export const ruleSchema = policyRuleSchema;

export const budgetSchema = z.strictObject({
  id,
  name: z.string().min(1).max(200),
  scope: z.strictObject({
    kind: z.enum(['workspace', 'team', 'user', 'key', 'model', 'tag']),
    value: z.string().min(1),
  }),
  /** Workspace whose requests count; absent: `main`. A workspace or key as scope says it already. */
  workspace: z.string().min(1).optional(),
  /** In the reporting zone of the workspace; weeks begin on Monday. */
  period: z.enum(['daily', 'weekly', 'monthly', 'total']),
  limitUsd: usd,
  mode: z.enum(['hard', 'soft']),
  alertPercents: z.array(z.number().int().min(1).max(1000)).default([50, 80, 100]),
  /**
   * Of a hard budget: targets that still serve once it is used up, written as in rules. What they cost is counted and not
   * limited; a second budget can do that. Absent: requests are refused.
   */
  downgradeTo: z.array(z.string().min(1)).min(1).max(20).optional(),
});

const share = z.number().min(0).max(1);

/** When a target counts as degraded or unhealthy in a workspace; what is left out is as in lib/health/judge.ts. */
export const healthSchema = z.strictObject({
  /** The workspace. */
  id,
  /** Above any of these. p99 of the time to the first content of a stream or to a whole answer. */
  unhealthy: z
    .strictObject({
      p99Ms: z.number().int().min(1).max(600_000).default(HEALTH_DEFAULTS.unhealthy.p99Ms),
      errorRate: share.default(HEALTH_DEFAULTS.unhealthy.errorRate),
      timeoutRate: share.default(HEALTH_DEFAULTS.unhealthy.timeoutRate),
    })
    .default({ ...HEALTH_DEFAULTS.unhealthy }),
  degraded: z
    .strictObject({
      p99Ms: z.number().int().min(1).max(600_000).default(HEALTH_DEFAULTS.degraded.p99Ms),
      errorRate: share.default(HEALTH_DEFAULTS.degraded.errorRate),
    })
    .default({ ...HEALTH_DEFAULTS.degraded }),
});

export const keySchema = z.strictObject({
  id,
  name: z.string().min(1).max(200),
  workspace: z.string().min(1).default('main'),
  team: z.string().min(1).max(100).optional(),
  /** On the way in only: the key's value, chosen by the admin. Stored as HMAC-SHA-256, never exported. */
  value: z.string().min(24).max(200).optional(),
  /** Models that it may request; absent: all. */
  models: z.array(z.string().min(1)).optional(),
  tags: z.record(z.string(), z.string()).optional(),
  expiresAt: z.iso.datetime({ offset: true }).optional(),
  /** What one request may cost over all its attempts; absent: no limit. */
  maxCostUsd: usd.optional(),
  ...limits,
  /** Most output tokens of a request; one that asks for more, or for no number, gets so many. */
  maxTokens: z.number().int().min(1).max(100_000_000).optional(),
  /** Addresses that it may be used from; absent: any. */
  ipRanges: z.array(ipRange).min(1).max(100).optional(),
  /** What is kept of prompts and answers; absent: as the workspace says. */
  bodies: z.enum(BODY_POLICIES).optional(),
  enabled: z.boolean().default(true),
});

/** The configuration as one file. */
export const configSchema = z.strictObject({
  providers: z.array(providerSchema).default([]),
  models: z.array(modelSchema).default([]),
  prices: z.array(priceRowSchema).default([]),
  rules: z.array(ruleSchema).default([]),
  budgets: z.array(budgetSchema).default([]),
  health: z.array(healthSchema).default([]),
  bodies: z.array(bodySettingsSchema).default([]),
  alerts: z.array(alertSchema).default([]),
  channels: z.array(channelSchema).default([]),
  keys: z.array(keySchema).default([]),
});

export type ConfigFile = z.infer<typeof configSchema>;
/** What is versioned: all but keys, which live in their own table so that a roll-back never revives a revoked one. */
export type ConfigDocument = Omit<ConfigFile, 'keys'>;
export type Provider = z.infer<typeof providerSchema>;
export type Model = z.infer<typeof modelSchema>;
export type Rule = z.infer<typeof ruleSchema>;
export type Budget = z.infer<typeof budgetSchema>;
export type HealthEntry = z.infer<typeof healthSchema>;
export type KeyEntry = z.infer<typeof keySchema>;
export type Timeouts = z.infer<typeof timeoutsSchema>;
