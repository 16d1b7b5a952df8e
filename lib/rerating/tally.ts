import { localDay } from '@/lib/analytics/range';
import { formatPico, parseUsd, type Pico } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';
import type { RatedRow, ReratingPreview } from './schemas';
import type { BilledAttempt, Rating } from './rated-attempt';

const ROWS_SHOWN = 200;

interface Sums {
  attempts: number;
  from: Pico;
  to: Pico;
}

type Figures = Omit<ReratingPreview, 'runId' | 'version' | 'workspace' | 'zone'>;
type Changed = Extract<Rating, { kind: 'changed' }>;

/** Adds up what a re-rating changes: in all, by day of the reporting zone, by model and by key. Exact. */
export class ReratingTally {
  readonly #zone: string;
  readonly #all: Sums = { attempts: 0, from: 0n, to: 0n };
  readonly #days = new Map<string, Sums>();
  readonly #models = new Map<string, Sums & { provider: string; model: string }>();
  readonly #keys = new Map<string, Sums>();
  readonly #counts = { examined: 0, unchanged: 0, stillUnpriced: 0, wouldLose: 0 };
  #rows: { size: Pico; row: RatedRow }[] = [];

  constructor(zone: string) {
    this.#zone = zone;
  }

  add(attempt: BilledAttempt & { keyId: string }, rating: Rating): void {
    this.#counts.examined += 1;
    switch (rating.kind) {
      case 'unchanged':
        this.#counts.unchanged += 1;
        return;
      case 'still_unpriced':
        this.#counts.stillUnpriced += 1;
        return;
      case 'would_lose':
        this.#counts.wouldLose += 1;
        return;
      case 'changed':
        this.#addChange(attempt, rating);
        return;
      default:
        return rating satisfies never;
    }
  }

  figures(): Figures {
    const listed = <T extends Sums, R>(map: Map<string, T>, name: (key: string, of: T) => R) =>
      [...map].map(([key, of]) => ({ ...name(key, of), ...written(of) }));
    return {
      ...this.#counts,
      ...written(this.#all),
      byDay: listed(this.#days, (day) => ({ day })).sort((a, b) => (a.day < b.day ? -1 : 1)),
      byModel: listed(this.#models, (_key, { provider, model }) => ({ provider, model })).sort(bySize),
      byKey: listed(this.#keys, (keyId) => ({ keyId })).sort(bySize),
      rows: this.#largest().map(({ row }) => row),
    };
  }

  #addChange(attempt: BilledAttempt & { keyId: string }, { toUsd, deltaUsd, lines }: Changed): void {
    const { provider, model, keyId } = attempt;
    const from = parseUsd(attempt.costUsd ?? '0');
    const to = parseUsd(toUsd);
    const blank = { attempts: 0, from: 0n, to: 0n };
    const day = localDay(attempt.at, this.#zone);
    for (const sums of [
      this.#all,
      entry(this.#days, day, () => ({ ...blank })),
      entry(this.#models, JSON.stringify([provider, model]), () => ({ ...blank, provider, model })),
      entry(this.#keys, keyId, () => ({ ...blank })),
    ]) {
      sums.attempts += 1;
      sums.from += from;
      sums.to += to;
    }
    const row: RatedRow = {
      requestId: attempt.requestId,
      attempt: attempt.attempt,
      at: attempt.at.toISOString(),
      provider,
      model,
      keyId,
      fromUsd: attempt.costUsd,
      toUsd,
      deltaUsd,
      fromPriceIds: attempt.priceIds,
      toPriceIds: lines.map(({ priceId }) => priceId),
    };
    this.#rows.push({ size: magnitude(to - from), row });
    if (this.#rows.length > ROWS_SHOWN * 10) this.#rows = this.#largest();
  }

  #largest(): { size: Pico; row: RatedRow }[] {
    return this.#rows
      .toSorted((a, b) =>
        a.size === b.size ? (a.row.requestId < b.row.requestId ? -1 : 1) : a.size > b.size ? -1 : 1,
      )
      .slice(0, ROWS_SHOWN);
  }
}

function entry<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}

function written({ attempts, from, to }: Sums) {
  return { attempts, fromUsd: formatPico(from), toUsd: formatPico(to), deltaUsd: formatPico(to - from) };
}

function bySize(a: { deltaUsd: UsdString }, b: { deltaUsd: UsdString }): number {
  const [left, right] = [magnitude(parseUsd(a.deltaUsd)), magnitude(parseUsd(b.deltaUsd))];
  return left === right ? 0 : left > right ? -1 : 1;
}

function magnitude(amount: Pico): Pico {
  return amount < 0n ? -amount : amount;
}
