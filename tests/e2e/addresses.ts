/** What a page reads from its address besides workspace and range, and what it says to a word that names nothing. */
export interface PageLine {
  /** With `nothing-here` for an id. */
  path: string;
  /** By name, the sentence that a senseless value must be answered with; '' where nothing needs to be said. */
  words?: Readonly<Record<string, string>>;
  /** A page of the demo’s rows; others look at `main`. */
  workspace?: 'demo';
  /** An id that is none is answered with a page that says so. */
  missing?: 404 | 200;
}

const unread = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, `“${name}” could not be read and is left out.`]));
const unfiltered = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, `The filter “${name}” could not be read and is left out.`]));
const unknown = (...names: string[]) =>
  Object.fromEntries(
    names.map((name) => [name, `What “${name}” in the address names is not there; it is left out.`]),
  );
const matchesNothing = (sentence: string, ...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, sentence]));

const NO_PLAN = 'There is no such plan, or it is not shared with you.';
const EMPTY = 'This one is empty.';

/** Each page of `app/` has its line; tests/e2e/addresses.spec.ts fails for one without. */
export const PAGES: readonly PageLine[] = [
  { path: '/' },
  { path: '/sign-in', words: { callbackUrl: '', error: '' } },
  { path: '/setup', words: { token: 'This set-up link does not work' } },
  { path: '/invite', words: { token: 'This invitation does not work' } },
  { path: '/second-factor', words: { callbackUrl: '' } },
  { path: '/overview', workspace: 'demo', words: { baseline: 'is no model with a price, and is left out.' } },
  {
    path: '/spend',
    workspace: 'demo',
    words: {
      ...unread('metric', 'by', 'then', 'rank', 'limit', 'compare'),
      ...matchesNothing('', 'model', 'provider', 'key', 'team', 'user', 'tag', 'task', 'rule', 'status'),
    },
  },
  {
    path: '/savings',
    workspace: 'demo',
    words: {
      baseline: 'is no model with a price, and is left out.',
      before_from: 'The days before could not be read',
    },
  },
  {
    path: '/requests',
    workspace: 'demo',
    words: {
      ...unfiltered('outcome', 'minCost', 'minLatencyMs', 'cost', 'since', 'until'),
      ...matchesNothing('No request matches', 'model', 'provider', 'key', 'team', 'user', 'tag', 'task', 'q'),
      after: 'The place in the list could not be read.',
      live: '',
    },
  },
  { path: '/requests/nothing-here', missing: 404, words: { bodies: '' } },
  {
    path: '/health',
    workspace: 'demo',
    words: {
      ...unread('show', 'figure'),
      ...unfiltered('kind'),
      ...matchesNothing('', 'target', 'provider'),
      after: 'The place in the log could not be read.',
    },
  },
  { path: '/health/benchmark', words: { ...unread('figure'), run: '' } },
  { path: '/routing', words: { draft: 'The rule in the address is cut off or no JSON.' } },
  {
    path: '/routing/versions',
    words: {
      version: '“version” in the address is no number of a version.',
      before: '“before” in the address is no number of a version.',
    },
  },
  { path: '/routing/cache' },
  { path: '/routing/experiments', words: { over: '' } },
  { path: '/routing/drafts/nothing-here', missing: 404 },
  { path: '/routing/dry-runs/nothing-here', missing: 404, words: { page: '' } },
  { path: '/batches' },
  { path: '/batches/nothing-here', missing: 404 },
  { path: '/views/nothing-here', missing: 200 },
  { path: '/pricing', words: { ...unread('show', 'per'), ...unknown('end'), q: 'No price matches.' } },
  { path: '/pricing/corrections', words: { proxy: '' } },
  { path: '/pricing/import' },
  { path: '/pricing/reconciliation', words: { run: 'There is no such reconciliation.' } },
  { path: '/providers', words: { provider: 'any more. A new one can be added below.' } },
  {
    path: '/providers/models',
    words: { model: 'any more. A new one can be added below.', ...unknown('provider') },
  },
  { path: '/budgets' },
  { path: '/alerts' },
  { path: '/recommendations' },
  { path: '/keys', words: unknown('key') },
  { path: '/people', words: unknown('person') },
  {
    path: '/audit',
    words: {
      ...matchesNothing('No entry matches', 'actor', 'action', 'subject'),
      ...unfiltered('from', 'to', 'before'),
    },
  },
  { path: '/playground', words: { ...matchesNothing(EMPTY, 'prompt', 'request'), version: '' } },
  { path: '/reports', words: { month: 'That is no month that has begun' } },
  {
    path: '/reports/migration',
    words: { on: 'That day is none, or has not begun.', ...unread('days') },
  },
  { path: '/simulate', words: { plan: NO_PLAN, preset: 'There is no such example.', from_traffic: '' } },
  { path: '/simulate/tco', words: { plan: NO_PLAN, from_traffic: '', gpus: '' } },
  { path: '/settings' },
];

const LONG = 'x'.repeat(7_500);

/** Values as they stand in an address. None of them is a word, an id or a number that a page knows. */
export const SENSELESS = [
  'nothing-like-it',
  '-1',
  '1e9',
  'NaN',
  '%00',
  'a%00b',
  '%FF%FE',
  '%ED%A0%80',
  '%',
  '%3Ci%20id=echo%3E',
  '__proto__',
  '%5B%5D',
  '0000-01-01',
  '0000-01-01T00:00:00Z',
  '9999-12',
  '9999-12-31T23:59:59Z',
  '%F0%9F%98%80'.repeat(100),
  LONG,
] as const;

/** The same for every page that has a range and a workspace, with what is said to it. */
export const SPANS: readonly (readonly [query: string, sentence: string])[] = [
  ['range=week', 'There is no such range.'],
  ['range=custom', 'A custom range needs two dates'],
  ['from=yesterday', 'A custom range needs two dates'],
  ['from=2026-02-30&to=2026-03-01', 'A custom range needs two dates'],
  ['from=2026-11-09&to=2026-11-01', 'The range ends before it starts.'],
  ['from=0000-01-01&to=0000-01-02', 'A custom range needs two dates'],
  ['from=0000-01-01T00:00Z&to=0001-01-01T00:00Z', 'The range starts before 1970.'],
  ['from=9999-12-31&to=9999-12-31', 'The range lies in the future.'],
  ['from=2016-01-01&to=2026-01-01', 'A range has at most 731 days.'],
  ['from=2026-11-01T14:00Z&to=2026-11-02', 'A range by the minute needs two instants'],
  ['range=week&range=7d', 'There is no such range.'],
  ['from[]=a&from[x]=b', ''],
  ['workspace=nowhere', 'There is no workspace “nowhere”.'],
  ['workspace=%00%FF', 'There is no workspace “'],
  ['workspace=%3Ci%20id=echo%3E', 'There is no workspace “'],
  [`zz=${LONG}`, ''],
];
