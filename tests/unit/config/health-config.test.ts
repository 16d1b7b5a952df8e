import { expect, it } from 'vitest';
import { diffConfig } from '@/lib/config/versions/diff-config';
import { configSchema } from '@/lib/config/schemas';
import { validateConfig } from '@/lib/config/check/validate-config';
import { HEALTH_DEFAULTS } from '@/lib/health/judge';

const known = {
  workspaces: new Set(['main']),
  keyIds: new Set<string>(),
  keyWithValue: () => undefined,
  credentialIds: new Set<string>(),
  destinations: new Map(),
  prices: [],
  egressAllowed: [],
  nowMs: 0,
};
const problemsOf = (file: object) => {
  const checked = validateConfig(file, known);
  return checked.ok ? [] : checked.problems.map(({ path, message }) => `${path}: ${message}`);
};

it('what a workspace leaves out of its thresholds is as usual', () => {
  const [entry] = configSchema.parse({ health: [{ id: 'main', unhealthy: { p99Ms: 8_000 } }] }).health;
  expect(entry).toEqual({
    id: 'main',
    unhealthy: { ...HEALTH_DEFAULTS.unhealthy, p99Ms: 8_000 },
    degraded: HEALTH_DEFAULTS.degraded,
  });
});

it.each([
  [{ health: [{ id: 'nowhere' }] }, 'health[0].id: there is no workspace "nowhere"'],
  [{ health: [{ id: 'main' }, { id: 'main' }] }, 'health[1].id: "main" is already the id of health[0]'],
  [
    { health: [{ id: 'main', degraded: { p99Ms: 3_001 } }] },
    'health[0].degraded.p99Ms: is above unhealthy.p99Ms (3000)',
  ],
  [
    { health: [{ id: 'main', unhealthy: { errorRate: 0.01 } }] },
    'health[0].degraded.errorRate: is above unhealthy.errorRate (0.01)',
  ],
])('%j is refused by name', (file, problem) => {
  expect(problemsOf(file)).toEqual([problem]);
});

it('equal thresholds contradict nothing', () => {
  expect(problemsOf({ health: [{ id: 'main', degraded: { p99Ms: 3_000, errorRate: 0.05 } }] })).toEqual([]);
});

it('a change of a threshold is one sentence', () => {
  const file = (p99Ms: number) => configSchema.parse({ health: [{ id: 'main', unhealthy: { p99Ms } }] });
  expect(diffConfig(file(3_000), file(2_000)).map(({ sentence }) => sentence)).toEqual([
    'The set of health thresholds for "main" changes unhealthy.p99Ms from 3000 to 2000.',
  ]);
});
