import { MAX_SERIES, type Labels } from './family';

const MAX_RECENT = 4;

/** What is kept for each combination of labels; bounded, so that labels with ever new values can't fill the memory. */
export class Series<T> {
  private readonly kept = new Map<string, { labels: Labels; value: T }>();
  /** What was asked for lately is mostly what is asked for next. */
  private readonly recent: { labels: Labels; value: T }[] = [];

  constructor(private readonly fresh: () => T) {}

  /** That of these labels, or of `other` once there are too many. */
  at(labels: Labels): T {
    for (const { labels: those, value } of this.recent) if (areSame(those, labels)) return value;
    const value = this.find(labels);
    if (this.recent.unshift({ labels, value }) > MAX_RECENT) this.recent.pop();
    return value;
  }

  private find(labels: Labels): T {
    let key = '';
    for (const name in labels) key += `${labels[name]}\n`;
    const found = this.kept.get(key);
    if (found !== undefined) return found.value;
    if (this.kept.size < MAX_SERIES) return this.add(key, labels);
    const other = Object.fromEntries(Object.keys(labels).map((name) => [name, 'other']));
    return this.kept.get('other')?.value ?? this.add('other', other);
  }

  entries(): { labels: Labels; value: T }[] {
    return [...this.kept.values()];
  }

  private add(key: string, labels: Labels): T {
    const value = this.fresh();
    this.kept.set(key, { labels, value });
    return value;
  }
}

/** Of labels with the same names, as all of one metric have them. */
function areSame(one: Labels, other: Labels): boolean {
  for (const name in one) if (one[name] !== other[name]) return false;
  return true;
}
