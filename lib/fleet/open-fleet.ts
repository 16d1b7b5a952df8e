import { randomUUID } from 'node:crypto';
import type { AnswerStore } from '@/lib/cache/answer-cache';
import type { PgAnswerStore } from '@/lib/cache/store/pg-answer-store';
import type { HealthHint, HealthSharing } from '@/lib/gateway/targets/target-health';
import type { Idempotency } from '@/lib/gateway/entrance/idempotency';
import { beat, fleetKeys } from './beat';
import { connectRedis, type RedisClient } from './connect-redis';
import { Hints } from './hints';
import { LeasedWindow } from './leased-window';
import { Link } from './link';
import { secretNames } from './names';
import { callOut, hearNews, type News } from './news';
import { RedisRateStore } from './rate-store';
import { RedisAnswerStore } from './redis-answer-store';
import type { RedisSettings } from './redis-settings';
import { Revocations } from './revocations';
import { SharedIdempotency } from './shared-idempotency';

const BEAT_EVERY_MS = 500;
const TICK_EVERY_MS = 250;
/** A start waits for the store so long, then goes on without. */
const START_MS = 1_000;

interface FleetOptions {
  settings: RedisSettings;
  monotonic: () => number;
  now: () => number;
  /** Gateways alive. */
  instances: () => number;
  /** Told when the store goes away (why) and when it is back (undefined). */
  onChange: (problem: string | undefined) => void;
}

/** What the others say, and what may be asked of this process then. */
export interface Ears {
  hear(hint: HealthHint): void;
  /** The configuration has changed. */
  look(): void;
  configAgeMs(): number;
}

/** What the gateways of a Tollgate keep together in Redis. Nothing of it is needed to serve a request. */
export async function openFleet(options: FleetOptions): Promise<Fleet> {
  const { settings } = options;
  const [client, ears] = await Promise.all([connectRedis(settings), connectRedis(settings)]);
  const fleet = new Fleet(options, client, ears);
  await fleet.start();
  return fleet;
}

export class Fleet {
  readonly link: Link<RedisClient>;
  readonly revocations: Revocations;
  readonly sharing: HealthSharing;
  private readonly windows: LeasedWindow[] = [];
  private readonly hints: Hints;
  private readonly keys;
  private readonly timers: NodeJS.Timeout[] = [];
  private idempotency: SharedIdempotency | undefined;
  private epoch: string | undefined;
  private others: Ears | undefined;

  constructor(
    private readonly options: FleetOptions,
    private readonly client: RedisClient,
    private readonly ears: RedisClient,
  ) {
    const { monotonic, onChange, settings } = options;
    this.keys = fleetKeys(settings.prefix);
    this.link = new Link(client, { monotonic, onChange });
    client.on('error', (error) => this.link.hearOf(error));
    this.revocations = new Revocations(monotonic);
    this.hints = new Hints({
      link: this.link,
      key: this.keys.hints,
      announce: () => this.callOut({ kind: 'hints' }),
      hear: (hint) => this.others?.hear(hint),
    });
    const store = new RedisRateStore(this.link, settings.prefix);
    this.sharing = {
      tell: (hint) => this.hints.tell(hint),
      credentialName: secretNames(),
      newLimit: (scope) => {
        const window = new LeasedWindow({ scope, store, monotonic, instances: options.instances });
        this.windows.push(window);
        return window;
      },
    };
    hearNews(ears, this.keys.news, (news) => this.hear(news));
  }

  /** Resolves when the store has answered, or has had time enough for it. */
  async start(): Promise<void> {
    const { monotonic } = this.options;
    const untilMs = monotonic() + START_MS;
    while (!this.link.isUp && monotonic() < untilMs) {
      if (this.client.status === 'ready') await this.beat();
      if (!this.link.isUp) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    if (!this.link.isUp) this.options.onChange(this.link.problem);
    this.timers.push(
      setInterval(() => void this.beat(), BEAT_EVERY_MS).unref(),
      setInterval(() => this.tick(), TICK_EVERY_MS).unref(),
    );
  }

  /** From now on what others say is heard. */
  attach(others: Ears): void {
    this.others = others;
    void this.beat();
  }

  answers(behind: PgAnswerStore): AnswerStore {
    const { settings, now } = this.options;
    return new RedisAnswerStore({ link: this.link, prefix: settings.prefix, now, behind });
  }

  once(local: Idempotency): Idempotency {
    this.idempotency = new SharedIdempotency(local, this.link, this.options.settings.prefix);
    return this.idempotency;
  }

  close(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    this.idempotency?.close();
    this.client.disconnect();
    this.ears.disconnect();
    return Promise.resolve();
  }

  private async beat(): Promise<void> {
    const pulse = await this.link.beat((client) => beat(client, this.keys, randomUUID()));
    if (pulse === undefined) return;
    if (this.epoch !== undefined && this.epoch !== pulse.epoch) this.tellAnew();
    this.epoch = pulse.epoch;
    if (this.others !== undefined) this.hints.hearAll(pulse.hints, pulse.nowMs);
  }

  /** Redis was emptied, or another one stands there: limits are told anew; the rest comes by itself. */
  private tellAnew(): void {
    const nowMs = this.options.monotonic();
    for (const window of this.windows) window.tellAnew(nowMs);
  }

  private tick(): void {
    const nowMs = this.options.monotonic();
    for (const window of this.windows) window.tick(nowMs);
    if (this.others !== undefined) this.revocations.forget(this.others.configAgeMs());
  }

  private callOut(news: News): void {
    this.link.ask((client) => callOut(client, this.keys.news, news)).catch(() => undefined);
  }

  private hear(news: News): void {
    if (news.kind === 'hints') void this.beat();
    else {
      if (news.kind === 'key_revoked') this.revocations.revoke(news.keyId);
      this.others?.look();
    }
  }
}
