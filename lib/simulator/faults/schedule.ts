import { z } from 'zod';
import { seededRandom, type Random } from '../random';
import type { Fault } from './kinds';
import { expandKind, parseFault } from './parse';

/** A seeded share of all requests fails. */
export const faultScheduleSchema = z.strictObject({
  /** 0 to 1. */
  rate: z.number().min(0).max(1),
  /** Kinds and mixes, each with settings if wanted (`stall;after=5`); a mix weighs as many kinds as it holds. */
  kinds: z.array(z.string()).min(1).default(['pre_content']),
  seed: z.union([z.string(), z.number()]).default('faults'),
});

export type FaultScheduleInput = z.input<typeof faultScheduleSchema>;

/** Draws one decision for each request in order of arrival, so that a run can be repeated. */
export class FaultSchedule {
  readonly settings: z.output<typeof faultScheduleSchema>;
  readonly #random: Random;
  readonly #kinds: string[];

  /** Throws a ZodError or an UnknownFaultError. */
  constructor(input: unknown) {
    this.settings = faultScheduleSchema.parse(input);
    this.#random = seededRandom('faults', this.settings.seed);
    this.#kinds = this.settings.kinds.flatMap((kind) => {
      const [name = '', ...rest] = kind.split(';');
      const expanded = expandKind(name.trim()).map((one) => [one, ...rest].join(';'));
      for (const one of expanded) parseFault(one, () => 0);
      return expanded;
    });
  }

  next(): Fault | undefined {
    const strikes = this.#random() < this.settings.rate;
    const which = this.#random();
    const kind = this.#kinds[Math.floor(which * this.#kinds.length)];
    return strikes && kind !== undefined ? parseFault(kind, this.#random) : undefined;
  }
}
