export interface PairOutcome {
  /** Higher: more likely sent to the strong model. */
  preference: ArrayLike<number>;
  weak: ArrayLike<number>;
  strong: ArrayLike<number>;
  /** Cost of a weak call when a strong one costs 1. */
  weakCost: number;
}

export interface PairMetrics {
  /** Mean share of the strong-weak gap recovered, over all shares of strong calls. */
  apgr: number;
  /** Share of strong calls that recovers 50 and 80 % of the gap. */
  cpt50: number;
  cpt80: number;
  /** Cost, all-strong = 1, from which on quality is at least 95 % of the strong model's. */
  costAt95: number;
  /** Area under the upper hull of quality over cost, as a mean quality. */
  aiq: number;
}

/** Places by falling preference; equal ones in the order of a fixed scramble, so that ties favour nobody. */
export function orderByPreference(preference: ArrayLike<number>): Uint32Array {
  const tie = (place: number) => Math.imul(place + 1, 0x9e3779b1) >>> 0;
  return Uint32Array.from({ length: preference.length }, (_, place) => place).sort(
    (a, b) => (preference[b] ?? 0) - (preference[a] ?? 0) || tie(a) - tie(b),
  );
}

/** Metrics of sending the k most preferred rows to the strong model, for every k. */
export function pairMetrics(
  outcome: PairOutcome,
  order = orderByPreference(outcome.preference),
): PairMetrics {
  const { weak, strong, weakCost } = outcome;
  const rows = order.length;
  let weakSum = 0;
  let strongSum = 0;
  for (const row of order) {
    weakSum += weak[row] ?? 0;
    strongSum += strong[row] ?? 0;
  }
  const gap = strongSum - weakSum;
  const metrics: PairMetrics = { apgr: 0, cpt50: 1, cpt80: 1, costAt95: 1, aiq: 0 };
  const points: [number, number][] = [];
  let gained = 0;
  let found50 = false;
  let found80 = false;
  let found95 = false;
  for (let sent = 0; sent <= rows; sent += 1) {
    const recovered = gap === 0 ? 0 : gained / gap;
    const cost = (sent + (rows - sent) * weakCost) / rows;
    metrics.apgr += (sent === 0 || sent === rows ? recovered / 2 : recovered) / rows;
    points.push([cost, (weakSum + gained) / rows]);
    if (!found50 && recovered >= 0.5) [found50, metrics.cpt50] = [true, sent / rows];
    if (!found80 && recovered >= 0.8) [found80, metrics.cpt80] = [true, sent / rows];
    if (!found95 && weakSum + gained >= 0.95 * strongSum) [found95, metrics.costAt95] = [true, cost];
    const row = order[sent];
    if (row !== undefined) gained += (strong[row] ?? 0) - (weak[row] ?? 0);
  }
  metrics.aiq = areaUnderHull(points);
  return metrics;
}

/** Mean height of the upper convex hull of points whose first numbers rise. */
export function areaUnderHull(points: readonly (readonly [number, number])[]): number {
  const hull: (readonly [number, number])[] = [];
  for (const point of points) {
    for (;;) {
      const [before, last] = hull.slice(-2);
      if (before === undefined || last === undefined) break;
      const cross =
        (last[0] - before[0]) * (point[1] - before[1]) - (last[1] - before[1]) * (point[0] - before[0]);
      if (cross < 0) break;
      hull.pop();
    }
    hull.push(point);
  }
  let area = 0;
  for (let at = 1; at < hull.length; at += 1) {
    const [left, right] = [hull[at - 1], hull[at]];
    if (left !== undefined && right !== undefined) area += ((right[0] - left[0]) * (left[1] + right[1])) / 2;
  }
  const width = (hull.at(-1)?.[0] ?? 0) - (hull[0]?.[0] ?? 0);
  return width > 0 ? area / width : (hull[0]?.[1] ?? 0);
}
