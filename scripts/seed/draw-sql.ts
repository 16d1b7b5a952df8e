import { HOURS, SEED_CALLERS, SEED_MODELS, SEED_TASKS, USERS } from './profile';

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
const rate = (value: string | undefined) => (value === undefined ? 'NULL::numeric' : `${value}::numeric`);

/** Bounds of a weighted choice: `width_bucket(0..1, bounds)` is the index of what was drawn. */
function bounds(weights: readonly number[]): string {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const inner = weights.slice(0, -1).map((weight) => (sum += weight) / total);
  return `'{${inner.join(',')}}'::float8[]`;
}

const pick = (draw: string, weights: readonly number[]) => `width_bucket(${draw}, ${bounds(weights)})`;

/** The k-th random number 0..1 of request n: from the numbers and the seed ($4) alone. */
const draw = (k: number) =>
  `((hashint8extended(n * 64 + ${k}, $4::bigint) & 2147483647)::float8 / 2147483648)`;
const logNormal = (k: number, median: string, sigma: string) =>
  `(${median} * exp(${sigma} * sqrt(-2 * ln(greatest(${draw(k)}, 1e-9))) * cos(6.283185307179586 * ${draw(k + 1)})))`;

const models = SEED_MODELS.map(({ index, model, provider }) => {
  const { prices, latency } = model;
  const sigma = Math.log(latency.p95Ms / latency.p50Ms) / 1.645;
  const rates = [prices.input, prices.output, prices.cachedInput, prices.cacheWrite5m].map(rate).join(', ');
  return `(${index}, ${text(model.alias)}, ${text(model.name)}, ${text(provider)}, ${rates}, ${latency.p50Ms}, ${sigma}, ${latency.firstTokenMs})`;
});
const MODELS = `(VALUES ${models.join(', ')}) AS m(i, alias, name, provider, r_in, r_out, r_read, r_write, p50, sigma, first_ms)`;

const tasks = SEED_TASKS.map(
  (one, index) =>
    `(${index}, ${text(one.task)}, ${text(one.rule)}, ${one.first}, ${one.fallback}, ${one.input.join(', ')}, ${one.output.join(', ')})`,
);
const TASKS = `(VALUES ${tasks.join(', ')}) AS t(i, task, rule, first, fallback, in_median, in_sigma, out_median, out_sigma)`;

const callers = SEED_CALLERS.map(
  ([key, team, app], index) => `(${index}, ${text(key)}, nullif(${text(team)}, ''), ${text(app)})`,
);
const CALLERS = `(VALUES ${callers.join(', ')}) AS c(i, key_id, team, app)`;

/** Names of models are asked for by dearness: cheap ones more often. */
const BY_NAME = SEED_MODELS.map(({ model }) => 1 / Number(model.prices.input));

/**
 * One row of random decisions for each request of a day.
 * Parameters: workspace, first number, requests, start and length of the day (ms), seed ($4).
 */
export const DRAW = `
  CREATE TEMP TABLE seed_draw ON COMMIT DROP AS
  SELECT x.n, x.started_at, 'req_seed' || $4::bigint || '_' || lpad(x.n::text, 9, '0') AS id,
    t.task, CASE WHEN x.auto THEN t.rule ELSE '' END AS rule_id, c.key_id, c.team, c.app,
    CASE WHEN x.auto THEN 'auto' ELSE named.alias END AS requested_model, x.end_user, x.fate, x.cache, x.streamed, x.production,
    f.alias AS f_alias, f.name AS f_name, f.provider AS f_provider,
    m.alias, m.name, m.provider, m.r_in, m.r_out, m.r_read, m.r_write,
    least(120000, greatest(1, ${logNormal(20, 't.in_median', 't.in_sigma')}))::int AS in_all,
    least(8000, greatest(1, ${logNormal(22, 't.out_median', 't.out_sigma')}))::int AS out_text,
    CASE WHEN m.r_read IS NOT NULL AND ${draw(24)} < 0.35 THEN 0.2 + 0.6 * ${draw(25)} ELSE 0 END AS cached_share,
    CASE WHEN m.r_write IS NOT NULL AND ${draw(26)} < 0.1 THEN 0.15 ELSE 0 END AS written_share,
    least(300000, greatest(30, ${logNormal(28, 'm.p50', 'm.sigma')}))::int AS latency_ms,
    least(60000, greatest(15, ${logNormal(30, 'm.first_ms', '0.35')}))::int AS first_ms,
    (60 + 400 * ${draw(32)})::int AS failed_ms
  FROM (
    SELECT n,
      ($3::timestamptz + ($5::float8 * (${pick(draw(1), HOURS)} + ${draw(2)}) / 24) * interval '1 ms')::timestamptz(3) AS started_at,
      ${pick(
        draw(3),
        SEED_TASKS.map((one) => one.share),
      )} AS task,
      ${pick(
        draw(4),
        SEED_CALLERS.map(([, , , share]) => share),
      )} AS caller,
      ${pick(draw(5), BY_NAME)} AS named,
      ${draw(6)} < 0.82 AS auto,
      CASE WHEN ${draw(7)} < 0.85 THEN 'user-' || floor(${USERS} * power(${draw(8)}, 2))::int END AS end_user,
      ${pick(draw(9), [90, 3.2, 0.4, 0.4, 0.5, 5.5])} AS fate,
      CASE WHEN ${draw(10)} < 0.4 THEN 'miss' ELSE '' END AS cache,
      ${draw(11)} < 0.6 AS streamed, ${draw(12)} < 0.9 AS production
    FROM generate_series($1::bigint, $1::bigint + $2::bigint - 1) AS g(n)
  ) AS x
  JOIN ${TASKS} ON t.i = x.task
  JOIN ${CALLERS} ON c.i = x.caller
  JOIN ${MODELS.replaceAll(' m(', ' named(')} ON named.i = x.named
  JOIN ${MODELS.replaceAll(' m(', ' f(')} ON f.i = CASE WHEN x.auto THEN t.first ELSE x.named END
  JOIN ${MODELS} ON m.i = CASE WHEN x.fate IN (1, 2) THEN t.fallback WHEN x.auto THEN t.first ELSE x.named END`;
