type Kind = 'counter' | 'gauge';
type Labels = Readonly<Record<string, string>>;

/** A label that takes ever new values must not fill the memory: what comes beyond is counted together. */
const MAX_SERIES = 500;

/** Counters of one name, by their labels. */
export class Counter {
  private readonly series = new Map<string, { labels: Labels; value: number }>();

  constructor(
    readonly name: string,
    readonly help: string,
  ) {}

  add(labels: Labels, amount = 1): void {
    const key = Object.values(labels).join('\n');
    let found = this.series.get(key);
    if (found === undefined) {
      const isFull = this.series.size >= MAX_SERIES;
      const kept = isFull ? Object.fromEntries(Object.keys(labels).map((name) => [name, 'other'])) : labels;
      const keptKey = isFull ? 'other' : key;
      found = this.series.get(keptKey) ?? { labels: kept, value: 0 };
      this.series.set(keptKey, found);
    }
    found.value += amount;
  }

  text(): string {
    return metricText(this.name, this.help, 'counter', [...this.series.values()]);
  }
}

/** One metric in the Prometheus text format; empty when it has no values. */
export function metricText(
  name: string,
  help: string,
  kind: Kind,
  values: readonly { labels?: Labels; value: number }[],
): string {
  if (values.length === 0) return '';
  const lines = values.map(({ labels = {}, value }) => `${name}${labelText(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${lines.join('')}`;
}

function labelText(labels: Labels): string {
  const entries = Object.entries(labels);
  if (entries.length === 0) return '';
  const escape = (value: string) =>
    value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `{${entries.map(([name, value]) => `${name}="${escape(value)}"`).join(',')}}`;
}
