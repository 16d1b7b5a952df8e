const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const HELP = new RegExp(`^# HELP (${NAME}) ((?:[^\\\\]|\\\\\\\\|\\\\n)*)$`);
const TYPE = new RegExp(`^# TYPE (${NAME}) (counter|gauge|histogram)$`);
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (-?[0-9.]+(?:e[+-]?[0-9]+)?|NaN|[+-]Inf)$`, 's');
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\\\|\\"|\\n)*)"(?:,|$)/;

export interface Parsed {
  kind: string;
  samples: { name: string; labels: Record<string, string>; value: number }[];
}

/** Reads the Prometheus text format as strictly as it is written down, histograms included. Throws what is wrong. */
export function parseMetrics(text: string): Map<string, Parsed> {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const families = new Map<string, Parsed>();
  let helped: string | undefined;
  let current: { name: string; family: Parsed } | undefined;
  for (const line of text.slice(0, -1).split('\n')) {
    if (line.startsWith('# ') && !/^# (HELP|TYPE) /.test(line)) continue;
    const help = HELP.exec(line);
    const type = TYPE.exec(line);
    if (help !== null) helped = help[1];
    else if (type !== null) {
      const [, name = '', kind = ''] = type;
      if (helped !== name) throw new Error(`no help before: ${line}`);
      if (families.has(name)) throw new Error(`twice: ${name}`);
      current = { name, family: { kind, samples: [] } };
      families.set(name, current.family);
    } else takeSample(line, current);
  }
  for (const [name, family] of families) checkFamily(name, family);
  return families;
}

function takeSample(line: string, current: { name: string; family: Parsed } | undefined): void {
  const sample = SAMPLE.exec(line);
  if (sample === null || current === undefined) throw new Error(`no sample: ${line}`);
  const [, name = '', labels = '', value = ''] = sample;
  const suffixes = current.family.kind === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
  if (!suffixes.some((suffix) => name === current.name + suffix)) throw new Error(`out of place: ${line}`);
  const number = Number(value.replace('Inf', 'Infinity'));
  current.family.samples.push({ name, labels: readLabels(labels, line), value: number });
}

function readLabels(text: string, line: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (let rest = text; rest !== '';) {
    const [whole = '', name = '', value = ''] = LABEL.exec(rest) ?? [];
    if (whole === '' || name in labels) throw new Error(`bad labels: ${line}`);
    labels[name] = value.replace(/\\(.)/g, (_all, escaped: string) => (escaped === 'n' ? '\n' : escaped));
    rest = rest.slice(whole.length);
  }
  return labels;
}

function checkFamily(name: string, { kind, samples }: Parsed): void {
  const keys = samples.map((sample) => JSON.stringify([sample.name, sample.labels]));
  if (new Set(keys).size !== keys.length) throw new Error(`a series of ${name} stands twice`);
  if (samples.length === 0) throw new Error(`${name} has no series`);
  if (kind === 'counter' && !name.endsWith('_total')) throw new Error(`${name} is a counter without _total`);
  if (kind !== 'histogram') return;
  const series = new Map<string, typeof samples>();
  for (const sample of samples) {
    const { le: _le, ...labels } = sample.labels;
    const key = JSON.stringify(labels);
    series.set(key, [...(series.get(key) ?? []), sample]);
  }
  for (const [key, parts] of series) {
    const buckets = parts.filter((part) => part.name.endsWith('_bucket'));
    const bounds = buckets.map(({ labels }) => Number((labels['le'] ?? '').replace('Inf', 'Infinity')));
    const rising = (values: number[], strictly: boolean) =>
      values.every((value, index) => {
        const before = values[index - 1];
        return before === undefined || (strictly ? value > before : value >= before);
      });
    const counts = buckets.map(({ value }) => value);
    const count = parts.find((part) => part.name.endsWith('_count'))?.value;
    if (!rising(bounds, true) || !rising(counts, false)) throw new Error(`${name}${key}: not cumulative`);
    if (bounds.at(-1) !== Infinity || counts.at(-1) !== count) throw new Error(`${name}${key}: not complete`);
  }
}
