/** Who is inside and who waits, as plain lists: groups in the order of their turns, calls of a group as they came. */
export class BulkheadModel {
  inside = 0;
  line: { group: string; calls: number[] }[] = [];

  constructor(private readonly settings: { limit: number; maxQueued: number }) {}

  enter(group: string, call: number): 'entered' | 'queued' | 'full' {
    if (this.inside < this.settings.limit) {
      this.inside += 1;
      return 'entered';
    }
    const known = this.line.find((one) => one.group === group);
    if ((known?.calls.length ?? 0) >= this.settings.maxQueued) return 'full';
    if (known === undefined) this.line.push({ group, calls: [call] });
    else known.calls.push(call);
    return 'queued';
  }

  /** The call whose turn it is; undefined when nobody waits. */
  leave(): number | undefined {
    const next = this.line.shift();
    if (next === undefined) {
      this.inside -= 1;
      return undefined;
    }
    const [first, ...rest] = next.calls;
    if (rest.length > 0) this.line.push({ group: next.group, calls: rest });
    return first;
  }

  cancel(call: number): void {
    for (const one of this.line) one.calls = one.calls.filter((waiting) => waiting !== call);
    this.line = this.line.filter(({ calls }) => calls.length > 0);
  }
}
