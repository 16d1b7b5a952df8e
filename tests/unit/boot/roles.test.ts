import { describe, expect, it } from 'vitest';
import { partsOf } from '@/lib/boot/roles';

const SHARED = { DATABASE_URL: 'postgres://db/tollgate', TOLLGATE_SECRET: 's'.repeat(32) };

describe('roles', () => {
  it('all needs nothing and runs everything', () => {
    const parts = partsOf({ TOLLGATE_ROLE: 'all', DATABASE_URL: undefined, TOLLGATE_SECRET: undefined });
    expect(parts).toEqual({ gateways: true, dashboard: true, schedules: true });
  });

  it.each(['gateway', 'dashboard', 'worker'] as const)('%s says in one line what it lacks', (role) => {
    const lacking = (settings: Partial<typeof SHARED>) => () =>
      partsOf({ TOLLGATE_ROLE: role, DATABASE_URL: undefined, TOLLGATE_SECRET: undefined, ...settings });
    expect(lacking({})).toThrow(
      `TOLLGATE_ROLE=${role} needs DATABASE_URL and TOLLGATE_SECRET, the same for every Tollgate.`,
    );
    expect(lacking({ DATABASE_URL: SHARED.DATABASE_URL })).toThrow(/needs TOLLGATE_SECRET,/);
    expect(lacking({ TOLLGATE_SECRET: SHARED.TOLLGATE_SECRET })).toThrow(/needs DATABASE_URL,/);
    expect(lacking(SHARED)).not.toThrow();
  });

  it('each part runs in exactly one role besides all', () => {
    const roles = (['gateway', 'dashboard', 'worker'] as const).map((role) =>
      partsOf({ TOLLGATE_ROLE: role, ...SHARED }),
    );
    for (const part of ['gateways', 'dashboard', 'schedules'] as const)
      expect(roles.filter((parts) => parts[part])).toHaveLength(1);
  });
});
