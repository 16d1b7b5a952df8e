import type { Pico } from '@/lib/pricing/money';

/**
 * What this process may spend of one window, in memory: granted = settled + reserved + free. Free is below zero after an
 * attempt that cost more than was reserved for it, until more is granted.
 */
export class Slice {
  #granted: Pico = 0n;
  #settled: Pico = 0n;
  #reserved: Pico = 0n;

  get granted(): Pico {
    return this.#granted;
  }
  get settled(): Pico {
    return this.#settled;
  }
  get reserved(): Pico {
    return this.#reserved;
  }
  get free(): Pico {
    return this.#granted - this.#settled - this.#reserved;
  }

  grant(amount: Pico): void {
    this.#granted += amount;
  }

  /** Takes away what is free, to give it back; the amount taken. */
  takeFree(): Pico {
    const { free } = this;
    if (free <= 0n) return 0n;
    this.#granted -= free;
    return free;
  }

  /** True when the amount was free and now is reserved. */
  reserve(amount: Pico): boolean {
    if (amount < 0n || amount > this.free) return false;
    this.#reserved += amount;
    return true;
  }

  /** Ends a reservation: what it came to is spent, the rest is free again. */
  settle(reserved: Pico, actual: Pico): void {
    this.#reserved -= reserved;
    this.#settled += actual;
  }
}
