import type { Family, Labels } from './family';
import { Series } from './series';

/** Counters of one name, by their labels. */
export class Counter {
  private readonly series = new Series(() => ({ sum: 0 }));

  constructor(
    readonly name: string,
    readonly help: string,
  ) {}

  add(labels: Labels, amount = 1): void {
    this.series.at(labels).sum += amount;
  }

  family(): Family {
    const samples = this.series.entries().map(({ labels, value }) => ({ labels, value: value.sum }));
    return { name: this.name, help: this.help, kind: 'counter', merge: 'sum', samples };
  }
}
