import { publishedDocument } from '@/lib/analytics/published-document';
import type { PriceRow } from '@/lib/pricing/price-row';
import type { Viewer } from '@/lib/users/viewer';
import { assertMayRead } from '@/lib/workspaces/open-workspace';
import { listVersions } from '../versions/list-versions';

/** When a price holds, seen from now. */
export type PriceState = 'now' | 'scheduled' | 'ended';

export interface PriceBookView {
  /** In force; 0: none was published. */
  version: number;
  /** By provider, model and meter, newest first. */
  rows: (PriceRow & { state: PriceState })[];
  providers: string[];
  models: string[];
}

/** The price book in force with its history. Throws `forbidden`. */
export async function priceBookView(viewer: Viewer, nowMs: number): Promise<PriceBookView> {
  assertMayRead(viewer);
  const [versions, document] = await Promise.all([listVersions({ limit: 1 }), publishedDocument()]);
  const rows = document.prices.map((row) => ({ ...row, state: stateOf(row, nowMs) }));
  rows.sort((a, b) => compare(nameOf(a), nameOf(b)) || compare(b.effectiveFrom, a.effectiveFrom));
  return {
    version: versions[0]?.version ?? 0,
    rows,
    providers: document.providers.map(({ id }) => id),
    models: document.models.map(({ id }) => id),
  };
}

function stateOf({ effectiveFrom, effectiveTo }: PriceRow, nowMs: number): PriceState {
  if (effectiveTo !== undefined && Date.parse(effectiveTo) <= nowMs) return 'ended';
  return Date.parse(effectiveFrom) > nowMs ? 'scheduled' : 'now';
}

const nameOf = ({ provider, model, meter }: PriceRow) => `${provider} ${model} ${meter}`;
const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
