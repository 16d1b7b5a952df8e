import { byPrecedence, compileRow, type CompiledRow } from './compile-row';
import { isCacheMeter, METER_FALLBACKS } from './meter-fallbacks';
import type { PriceRow } from './price-row';
import { METERS, type Meter } from './usage';

/** Rows of one model at one provider, per meter, best first, fall-backs behind a meter's own. */
export interface ModelPrices {
  byMeter: ReadonlyMap<string, readonly CompiledRow[]>;
  /** Some row prices each request as such. */
  pricesRequests: boolean;
  /** Instants at which a row begins or ends, epoch ms. */
  changes: readonly number[];
  /** Some row holds at certain times of day only. */
  isScheduled: boolean;
}

/** Names of served models come from upstream: what is remembered of them is bounded. */
const REMEMBERED_MODELS = 2_000;

/** Rows of one provider: exact names, prefixes, and what was already resolved from both. */
class ProviderPrices {
  private readonly exact = new Map<string, CompiledRow[]>();
  private readonly prefixed: { prefix: string; compiled: CompiledRow }[] = [];
  private readonly resolved = new Map<string, ModelPrices | undefined>();

  add(compiled: CompiledRow): void {
    const { model } = compiled.row;
    if (model.endsWith('*')) {
      this.prefixed.push({ prefix: model.slice(0, -1), compiled });
      return;
    }
    const rows = this.exact.get(model);
    if (rows === undefined) this.exact.set(model, [compiled]);
    else rows.push(compiled);
  }

  of(model: string): ModelPrices | undefined {
    const known = this.resolved.get(model);
    if (known !== undefined || this.resolved.has(model)) return known;
    const rows = [...(this.exact.get(model) ?? [])];
    for (const { prefix, compiled } of this.prefixed) if (model.startsWith(prefix)) rows.push(compiled);
    const prices = rows.length === 0 ? undefined : arrange(rows);
    if (this.resolved.size >= REMEMBERED_MODELS) this.resolved.clear();
    this.resolved.set(model, prices);
    return prices;
  }
}

/** Compiles rows and finds them by provider and provider-side model. Undefined: no row names the model. */
export function indexPrices(
  rows: readonly PriceRow[],
): (provider: string, model: string) => ModelPrices | undefined {
  const providers = new Map<string, ProviderPrices>();
  for (const row of rows) {
    const provider = providers.get(row.provider) ?? new ProviderPrices();
    providers.set(row.provider, provider);
    provider.add(compileRow(row));
  }
  return (provider, model) => providers.get(provider)?.of(model);
}

function arrange(rows: readonly CompiledRow[]): ModelPrices {
  const own = new Map<Meter, CompiledRow[]>();
  for (const compiled of rows.toSorted(byPrecedence)) {
    const { meter } = compiled.row;
    own.set(meter, [...(own.get(meter) ?? []), compiled]);
  }
  const pricesCaching = rows.some((compiled) => isCacheMeter(compiled.row.meter));
  const byMeter = new Map<string, readonly CompiledRow[]>();
  for (const meter of METERS) {
    const fallback = METER_FALLBACKS[meter];
    const chain = [
      meter,
      ...(fallback?.prices ?? []),
      ...(pricesCaching ? [] : (fallback?.uncachedPrices ?? [])),
    ];
    const candidates = chain.flatMap((link) => own.get(link) ?? []);
    if (candidates.length > 0) byMeter.set(meter, candidates);
  }
  return {
    byMeter,
    pricesRequests: own.has('request'),
    changes: [...new Set(rows.flatMap(({ from, to }) => [from, to]))],
    isScheduled: rows.some(({ row }) => row.when?.schedule !== undefined),
  };
}
