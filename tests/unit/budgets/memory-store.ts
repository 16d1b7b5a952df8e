import type { LeaseAnswer, LeaseCall, LeaseStore } from '@/lib/budgets/lease-store';
import type { ActiveBudget } from '@/lib/budgets/active-budget';
import type { Window } from '@/lib/budgets/window';
import type { Pico } from '@/lib/pricing/money';

/** The rules of budget_lease_sync over a map: one window, nothing booked. */
export class MemoryStore implements LeaseStore {
  readonly granted = new Map<string, Pico>();
  calls = 0;
  away = false;

  constructor(readonly limit: Pico) {}

  get leased(): Pico {
    return [...this.granted.values()].reduce((sum, amount) => sum + amount, 0n);
  }

  open(_budget: ActiveBudget, _window: Window): Promise<string> {
    return this.away ? Promise.reject(new Error('away')) : Promise.resolve('1');
  }

  sync({ leaseId, seq, keep, need, least, slice }: LeaseCall): Promise<LeaseAnswer> {
    this.calls += 1;
    if (this.away) return Promise.reject(new Error('away'));
    const lost = seq > 1 && !this.granted.has(leaseId);
    if (lost) return Promise.resolve({ granted: 0n, room: 0n, others: 0n, lost });
    const others = this.leased - (this.granted.get(leaseId) ?? 0n);
    const room = this.limit - others - keep;
    let granted = 0n;
    if (room >= need) granted = need + (slice ? smallest(this.limit / 50n, (room - need) / 8n) : 0n);
    else if (room >= least) granted = room;
    this.granted.set(leaseId, keep + granted);
    return Promise.resolve({ granted, room: room - granted, others, lost });
  }

  renew(leaseIds: readonly string[]): Promise<Set<string>> {
    return Promise.resolve(new Set(leaseIds.filter((id) => this.granted.has(id))));
  }
}

function smallest(a: Pico, b: Pico): Pico {
  return a < b ? a : b;
}
