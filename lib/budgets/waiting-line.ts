import type { GatewayError } from '@/lib/errors/gateway-error';
import type { Pico } from '@/lib/pricing/money';
import type { Hold } from './leased-window';

export interface Waiter {
  want: Pico;
  least: Pico;
  /** Monotonic ms until which it waits for all that it wants. */
  deadline: number;
  resolve(hold: Hold): void;
  reject(error: GatewayError): void;
}

/** Requests that wait for money, first come first served. */
export class WaitingLine {
  #waiters: Waiter[] = [];
  #wanted: Pico = 0n;

  get first(): Waiter | undefined {
    return this.#waiters[0];
  }
  get length(): number {
    return this.#waiters.length;
  }
  /** What all of them want together. */
  get wanted(): Pico {
    return this.#wanted;
  }

  add(waiter: Waiter): void {
    this.#waiters.push(waiter);
    this.#wanted += waiter.want;
  }

  serve(waiter: Waiter, hold: Hold): void {
    this.#remove(waiter);
    waiter.resolve(hold);
  }

  refuse(waiter: Waiter, error: GatewayError): void {
    this.#remove(waiter);
    waiter.reject(error);
  }

  #remove(waiter: Waiter): void {
    this.#waiters = this.#waiters.filter((other) => other !== waiter);
    this.#wanted -= waiter.want;
  }
}
