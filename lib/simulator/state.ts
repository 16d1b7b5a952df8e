import type { Clock } from '@/lib/clock';
import type { FaultKind, Fault } from './faults/kinds';
import type { FaultSchedule } from './faults/schedule';
import type { SimulatorLedger } from './ledger';
import { PromptCache } from './prompt-cache';
import { randomId, seededRandom, type Random } from './random';
import { Shutdown } from './shutdown';

export interface StateOptions {
  seed: string;
  latencyFactor: number;
  /** Requests without a key that starts with `sim-` get 401. */
  demandKey: boolean;
  ledger: SimulatorLedger;
  clock: Clock;
}

/** All that changes while the simulator runs. */
export class SimulatorState {
  readonly seed: string;
  readonly demandKey: boolean;
  readonly ledger: SimulatorLedger;
  readonly clock: Clock;
  readonly cache = new PromptCache();
  readonly shutdown = new Shutdown();
  latencyFactor: number;
  schedule: FaultSchedule | undefined;
  requests = 0;
  active = 0;
  readonly fired = new Map<FaultKind, number>();
  readonly #initialFactor: number;
  readonly #idRandom: Random;

  constructor(options: StateOptions) {
    this.seed = options.seed;
    this.demandKey = options.demandKey;
    this.ledger = options.ledger;
    this.clock = options.clock;
    this.latencyFactor = options.latencyFactor;
    this.#initialFactor = options.latencyFactor;
    // Ids must differ between runs too: the gateway's books outlive this process.
    this.#idRandom = seededRandom('ids', options.seed, options.clock.now(), process.pid);
  }

  newId(length: number): string {
    return randomId(length, this.#idRandom);
  }

  countFault(fault: Fault): void {
    this.fired.set(fault.kind, (this.fired.get(fault.kind) ?? 0) + 1);
  }

  /** Back to the start, but for the ledger. */
  reset(): void {
    this.latencyFactor = this.#initialFactor;
    this.schedule = undefined;
    this.requests = 0;
    this.fired.clear();
    this.cache.clear();
  }
}
