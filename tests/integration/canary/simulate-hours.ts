import type pg from 'pg';
import { lookAtCanaries } from '@/lib/canary/look-at-canaries';
import { recordArms } from '@/lib/canary/record-arms';
import { loadSnapshot } from '@/lib/config/snapshot/load-snapshot';
import { toBooking } from '@/lib/ledger/ingest/booking';
import type { Features } from '@/lib/routing/features';
import { selectTargets } from '@/lib/routing/select-targets';
import { stickyShare } from '@/lib/routing/sticky-share';
import { type Random, seededRandom } from '@/lib/simulator/random';
import { attempt, done, header } from '../ledger/sample-records';

export const FIRST_MS = Date.UTC(2026, 10, 3, 12, 0);
const MINUTE_MS = 60_000;
const USERS = 5_000;

/** How requests of an arm go in a minute; the control's is 1 % of errors, and 1 for the factors. */
export interface Truth {
  errorRate: number;
  latencyFactor: number;
  costFactor: number;
  /** Mean score of the answers that are judged, one in twenty. */
  score: number;
}
export const AS_BEFORE: Truth = { errorRate: 0.01, latencyFactor: 1, costFactor: 1, score: 0.8 };

export interface Scenario {
  /** The model that its canary is on. */
  model: string;
  hours: number;
  requestsPerHour: number;
  truth: (arm: 'control' | 'canary', minute: number) => Truth;
  /** Judged answers are labelled. */
  scored?: boolean;
  /** Processes that look, at once. */
  workers?: number;
  /** Before the minute: a restart, or something that somebody does. */
  before?: (minute: number) => Promise<void>;
}

export interface Outcome {
  minutes: number;
  /** Requests that went to the canary, and of these what failed. */
  exposed: number;
  hurt: number;
}

const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function featuresOf(model: string, user: string, at: number): Features {
  return {
    ...{ requestedModel: model, keyId: 'key-1', tags: {}, stream: false, inputTokens: 100, chars: 400, at },
    ...{ user, task: 'balanced', signals: [], needs: {} },
  };
}

/** Requests of one minute, drawn by what gateways have in force, as they go on the books. */
function bookMinute(
  { model, requestsPerHour, truth }: Scenario,
  world: Awaited<ReturnType<typeof loadSnapshot>>,
  { minute, random }: { minute: number; random: Random },
) {
  const at = FIRST_MS + minute * MINUTE_MS;
  return Array.from({ length: Math.round(requestsPerHour / 60) }, (_, n) => {
    const user = `user-${Math.floor(random() * USERS)}`;
    const requestId = `${model}-${minute}-${n}`;
    const plan = selectTargets(featuresOf(model, user, at), world, { share: stickyShare(user), requestId });
    const { reason } = plan;
    const { errorRate, latencyFactor, costFactor } = truth(
      reason.canary === true ? 'canary' : 'control',
      minute,
    );
    const failed = random() < errorRate;
    const [first = ''] = reason.candidates;
    const [provider = '', served = ''] = first.split('/');
    const base = attempt({ provider, model: served, startedAt: at });
    const totalUsd = (0.001 * costFactor * Math.exp(0.8 * normal(random))).toFixed(12);
    const latencyMs = Math.round(600 * latencyFactor * Math.exp(0.6 * normal(random)));
    const own = {
      ...base,
      cost: { ...base.cost, totalUsd },
      ...(failed ? { outcome: 'error' as const, status: 500 } : {}),
    };
    const request = header(requestId, { startedAt: at, requestedModel: model, route: reason });
    const end = failed ? { outcome: 'error' as const, status: 502 } : {};
    return toBooking(done(requestId, { request, attempts: [own], latencyMs, ...end }));
  });
}

const LABEL = `INSERT INTO routing_label (request_id, request_started_at, source, author, score, learnt, experiment, arm)
  SELECT id, $2, 'judge', 'judge', score, true, experiment, arm
  FROM json_to_recordset($1::json) AS r(id text, score float8, experiment text, arm text)`;

async function score(
  pool: pg.Pool,
  scenario: Scenario,
  bookings: ReturnType<typeof bookMinute>,
  { minute, random }: { minute: number; random: Random },
) {
  const judged = bookings
    .filter(() => random() < 0.05)
    .map(({ request: { id, experiment, arm } }) => {
      const truth = scenario.truth(arm === 'canary' ? 'canary' : 'control', minute);
      return { id, experiment, arm, score: random() < truth.score ? 1 : 0 };
    });
  await pool.query(LABEL, [JSON.stringify(judged), new Date(FIRST_MS + minute * MINUTE_MS)]);
}

/**
 * Hours on a fake clock, a minute at a time: real draws by the configuration that gateways read, real rollups, and the
 * worker's real look at the end of each minute. Ends early where the canary has.
 */
export async function simulateHours(pool: pg.Pool, scenario: Scenario): Promise<Outcome> {
  const random = seededRandom('canary', scenario.model);
  const outcome: Outcome = { minutes: 0, exposed: 0, hurt: 0 };
  const onError = (error: unknown) => {
    throw error;
  };
  for (let minute = 0; minute < scenario.hours * 60; minute += 1) {
    await scenario.before?.(minute);
    const world = await loadSnapshot(pool);
    if (!world.canaries.has(`model:${scenario.model}`) || isOver(world, scenario.model)) break;
    const bookings = bookMinute(scenario, world, { minute, random });
    const tried = bookings.filter(({ request }) => request.arm === 'canary');
    outcome.exposed += tried.length;
    outcome.hurt += tried.filter(({ request }) => request.outcome === 'error').length;
    const client = await pool.connect();
    await recordArms(client, bookings).finally(() => client.release());
    if (scenario.scored === true) await score(pool, scenario, bookings, { minute, random });
    const now = new Date(FIRST_MS + (minute + 1) * MINUTE_MS);
    await Promise.all(Array.from({ length: scenario.workers ?? 1 }, () => lookAtCanaries(now, onError)));
    outcome.minutes = minute + 1;
  }
  return outcome;
}

const isOver = ({ canaries }: Awaited<ReturnType<typeof loadSnapshot>>, model: string) =>
  canaries.get(`model:${model}`)?.percent === 100;
