import path from 'node:path';
import { z } from 'zod';
import { parseCidr } from './egress/cidr';
import { parseRedisUrls } from './fleet/redis-settings';

/** `''` counts as not set, as compose files and CI write it. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const addressRanges = z
  .string()
  .refine(
    (text) => text.split(',').every((entry) => entry.trim() === '' || parseCidr(entry) !== undefined),
    'address ranges such as 10.1.0.0/16, 192.168.0.7',
  );

const envSchema = z.object({
  /** Public port of the gateway and the dashboard. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  /** Any PostgreSQL >= 15. Absent: the embedded server under the data directory. */
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres://')),
  /** The same database past a pooler in transaction mode that `DATABASE_URL` leads to. */
  DATABASE_DIRECT_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres://')),
  /** A read replica, for the figures of pages. */
  DATABASE_READ_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres://')),
  /** What gateways share with each other (docs/scale.md), in Redis or Valkey; several nodes of a cluster by commas. Absent: each process keeps its own. */
  REDIS_URL: optional(
    z
      .string()
      .refine(
        (text) => parseRedisUrls(text) !== undefined,
        'must read redis://HOST:PORT or rediss://HOST:PORT',
      ),
  ),
  /** `on`: REDIS_URL names one node of a cluster; several nodes always are one. */
  REDIS_CLUSTER: z
    .enum(['on', 'off', '1', '0', ''])
    .default('off')
    .transform((value) => (value === 'on' || value === '1' ? 'on' : 'off')),
  /** Before each name in it, so that two Tollgates can share a server. */
  TOLLGATE_REDIS_PREFIX: z
    .string()
    .regex(/^[\w.-]{1,40}$/, 'letters, digits, dots, hyphens')
    .default('tollgate'),
  /** What keeps the rows of requests: PostgreSQL's own partitions, or an extension of it. */
  TOLLGATE_BOOKS: z.enum(['plain', 'citus', 'timescale']).default('plain'),
  TOLLGATE_DATA_DIR: z.string().default('.tollgate'),
  /** What runs here: everything, or one part of a fleet over one `DATABASE_URL`. */
  TOLLGATE_ROLE: z.enum(['all', 'gateway', 'dashboard', 'worker']).default('all'),
  /** From the first 503 of /readyz until connections end, so that a balancer has seen it, ms. */
  TOLLGATE_LEAVE_MS: z.coerce.number().int().min(0).max(600_000).default(0),
  /** How long requests in flight may go on after that, ms. */
  TOLLGATE_GRACE_MS: z.coerce.number().int().min(1_000).max(3_600_000).default(10_000),
  /** Master secret, at least 32 characters. Absent: generated once into the data directory, mode 600. */
  TOLLGATE_SECRET: optional(z.string().min(32)),
  /** After a rotation of the master secret: the one before the first, which digests of keys stay bound to. */
  TOLLGATE_DIGEST_SECRET: optional(z.string().min(32)),
  TOLLGATE_ADMIN_EMAIL: optional(z.email()),
  TOLLGATE_ADMIN_PASSWORD: optional(z.string().min(12)),
  /** Bearer token for the management API, at least 24 characters. */
  TOLLGATE_ADMIN_TOKEN: optional(z.string().min(24)),
  /** `off` removes the demo workspace and its history at start. */
  TOLLGATE_DEMO: z.enum(['on', 'off']).default('on'),
  /** `auto`: run the simulator only while no provider is configured. */
  TOLLGATE_SIMULATOR: z.enum(['auto', 'on', 'off']).default('auto'),
  /** Gateway processes that share the port. Absent: one for each core. */
  TOLLGATE_WORKERS: optional(z.coerce.number().int().min(1).max(64)),
  /** Loopback port of the Next process (route-handler door). 0: any free port. */
  TOLLGATE_DASHBOARD_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** Loopback port of the simulator. 0: any free port, kept in the data directory. */
  TOLLGATE_SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** Address that users type; used in links and cookies. Absent: http://localhost:PORT. */
  TOLLGATE_PUBLIC_URL: optional(z.url()),
  /** What a record of the ledger survives: `os` the death of the process, `fsync` a power cut too. */
  TOLLGATE_DURABILITY: z.enum(['os', 'fsync']).default('os'),
  /** Largest request body that a door accepts. */
  TOLLGATE_MAX_BODY_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(20 * 1024 * 1024),
  /** Answers that the cache of each gateway process holds in memory, MiB. 0: none. */
  TOLLGATE_CACHE_MB: z.coerce.number().int().min(0).max(65_536).default(64),
  /** How long a request waits for the database when that memory has no answer, ms. 0: it does not wait. */
  TOLLGATE_CACHE_WAIT_MS: z.coerce.number().int().min(0).max(1_000).default(0),
  /** `on`: answers of the cache lie in Redis too, sealed, and are known to all gateways at once. */
  TOLLGATE_CACHE_REDIS: z.enum(['on', 'off']).default('off'),
  /** Days that requests and attempts are kept; totals stay. Absent: for ever. */
  TOLLGATE_RETENTION_DAYS: optional(z.coerce.number().int().min(1).max(36_500)),
  /** Where the books go by day, as Parquet: `file:///folder` or `s3://bucket/prefix?region=…`. Absent: nowhere. */
  TOLLGATE_EXPORT_URL: optional(z.string().regex(/^(file|s3):\/\//, 'must start with file:// or s3://')),
  /** Address ranges outside of the public internet that providers, webhooks and mail may have: `10.1.0.0/16, 192.168.0.7`. */
  TOLLGATE_EGRESS_ALLOW: optional(addressRanges),
  /** Reverse proxies of one's own, whose `X-Forwarded-For` is believed: `10.0.0.2, 172.16.0.0/12`. */
  TOLLGATE_TRUSTED_PROXIES: optional(addressRanges),
  /** Any OpenID provider; all three are needed. It must say `email_verified: true`. */
  TOLLGATE_OIDC_ISSUER: optional(z.url({ protocol: /^https?$/ })),
  TOLLGATE_OIDC_CLIENT_ID: optional(z.string()),
  TOLLGATE_OIDC_CLIENT_SECRET: optional(z.string()),
  /** What its button is called. */
  TOLLGATE_OIDC_NAME: z.string().min(1).default('single sign-on'),
  TOLLGATE_GOOGLE_CLIENT_ID: optional(z.string()),
  TOLLGATE_GOOGLE_CLIENT_SECRET: optional(z.string()),
  TOLLGATE_GITHUB_CLIENT_ID: optional(z.string()),
  TOLLGATE_GITHUB_CLIENT_SECRET: optional(z.string()),
  /** Domains of e-mail addresses whose owners may join by a provider without an invitation: `example.com, example.org`. */
  TOLLGATE_SIGN_UP_DOMAINS: optional(z.string()),
  TOLLGATE_SIGN_UP_ROLE: z.enum(['viewer', 'member', 'engineer']).default('viewer'),
  /** Hours after which a session that nobody uses is over; none lives longer than a week (168). */
  TOLLGATE_SESSION_IDLE_HOURS: z.coerce.number().int().min(1).max(168).default(24),
  /** Where spans and metrics go (OTLP over HTTP); absent: nowhere. Its siblings OTEL_EXPORTER_OTLP_* hold too. */
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(z.url({ protocol: /^https?$/ })),
  OTEL_SERVICE_NAME: z.string().min(1).default('tollgate'),
  /** `off`: no line in the log for each request. Lines are of level info. */
  TOLLGATE_REQUEST_LOG: z.enum(['on', 'off']).default('on'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Env = z.infer<typeof envSchema>;

export class InvalidEnvError extends Error {}

/** Parses settings. Throws {@link InvalidEnvError} with one line that names each wrong variable, never its value. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const parsed = envSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new InvalidEnvError(`Wrong setting: ${problems.join('; ')}`);
}

let cached: Env | undefined;

/** The settings of this process, parsed once. */
export function env(): Env {
  cached ??= readEnv();
  return cached;
}

/** Absolute path inside the data directory. */
export function dataPath(...parts: string[]): string {
  return path.resolve(env().TOLLGATE_DATA_DIR, ...parts);
}
