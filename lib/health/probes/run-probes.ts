import pg from 'pg';
import type { Gateway } from '@/lib/gateway/open-gateway';
import { probeTarget } from '@/lib/gateway/targets/probe-target';
import { probedTargets, type Probed } from './probed-targets';
import { readTraffic } from './read-traffic';
import { pauseMs, streakWith, turnOf } from './schedule';
import { addTarget, anyWanted, claim, type ProbeState, readStates, storeResult } from './store';

const EVERY_MS = 1_000;
const AT_ONCE = 4;
/** Where no provider wants probes: how often that is looked at, in looks. */
const IDLE_LOOKS = 10;

export interface ProbesOptions {
  databaseUrl: string;
  /** Called once somebody wants a probe. */
  openGateway: () => Promise<Pick<Gateway, 'deps' | 'close'>>;
  onError: (error: unknown) => void;
  random?: () => number;
  everyMs?: number;
}

/**
 * The worker's part of probes: asks the targets that the configuration names while traffic says nothing of them. Of several
 * workers one asks at a time, for a turn is taken in the database.
 */
export function runProbes(options: ProbesOptions): { close(): Promise<void> } {
  const prober = new Prober(options);
  const timer = setInterval(() => prober.look(), options.everyMs ?? EVERY_MS);
  return {
    close() {
      clearInterval(timer);
      return prober.close();
    },
  };
}

class Prober {
  readonly #pool: pg.Pool;
  readonly #random: () => number;
  readonly #stopping = new AbortController();
  readonly #asking = new Map<string, Promise<void>>();
  #gateway: Promise<Pick<Gateway, 'deps' | 'close'>> | undefined;
  #looking: Promise<void> | undefined;
  #looks = 0;

  constructor(private readonly options: ProbesOptions) {
    this.#random = options.random ?? Math.random;
    const limits = { connectionTimeoutMillis: 2_000, query_timeout: 5_000 };
    this.#pool = new pg.Pool({ connectionString: options.databaseUrl, max: 2, ...limits });
    this.#pool.on('error', options.onError);
  }

  look(): void {
    this.#looking ??= this.#lookOnce()
      .catch(this.options.onError)
      .finally(() => (this.#looking = undefined));
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#looking;
    await Promise.all(this.#asking.values());
    await (await this.#gateway?.catch(() => undefined))?.close();
    await this.#pool.end();
  }

  async #lookOnce(): Promise<void> {
    if (this.#gateway === undefined) {
      this.#looks += 1;
      if (this.#looks % IDLE_LOOKS !== 1 || !(await anyWanted(this.#pool))) return;
    }
    this.#gateway ??= this.options.openGateway().catch((error: unknown) => {
      this.#gateway = undefined;
      throw error;
    });
    const { deps } = await this.#gateway;
    const wanted = probedTargets(deps.snapshot());
    if (wanted.length === 0) return;
    const { nowMs, states } = await readStates(this.#pool);
    const known = new Map(states.map((state) => [`${state.provider}/${state.model}`, state]));
    const traffic = await readTraffic(this.#pool);
    for (const probed of wanted) {
      if (this.#stopping.signal.aborted) return;
      const { name, settings } = probed;
      const everyMs = settings.everyS * 1_000;
      const state = known.get(name);
      if (state === undefined) {
        await addTarget(this.#pool, this.#firstState(probed, nowMs, everyMs));
        continue;
      }
      if (this.#asking.has(name) || this.#asking.size >= AT_ONCE) continue;
      const turn = turnOf({ nowMs, nextMs: state.nextMs, everyMs, ...traffic(name) });
      if (turn.kind === 'later') await claim(this.#pool, state, turn.atMs);
      // Should this process die meanwhile, it is another one's turn in an interval.
      else if (turn.kind === 'ask' && (await claim(this.#pool, state, nowMs + everyMs)))
        this.#ask(probed, state);
    }
  }

  /** Not all at once where many are new. */
  #firstState({ target }: Probed, nowMs: number, everyMs: number): ProbeState {
    const { provider, model } = target;
    return {
      provider: provider.id,
      model: model.id,
      nextMs: nowMs + this.#random() * (everyMs / 5),
      streak: 0,
    };
  }

  #ask(probed: Probed, state: ProbeState): void {
    const asking = this.#askOnce(probed, state)
      .catch(this.options.onError)
      .finally(() => this.#asking.delete(probed.name));
    this.#asking.set(probed.name, asking);
  }

  async #askOnce({ target, settings }: Probed, state: ProbeState): Promise<void> {
    if (this.#gateway === undefined) return;
    const { deps } = await this.#gateway;
    const { prompt, workspace, everyS } = settings;
    const { signal } = this.#stopping;
    const { requestId, lesson } = await probeTarget(deps, { target, prompt, workspaceId: workspace, signal });
    if (lesson === undefined) return;
    const streak = streakWith(state.streak, lesson.seen === 'success');
    const pause = pauseMs(streak, everyS * 1_000, this.#random());
    await storeResult(this.#pool, state, { requestId, lesson, streak, pauseMs: pause });
  }
}
