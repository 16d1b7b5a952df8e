/** A look at the database that began before a revocation is over by then. */
const SETTLED_MS = 10_000;

/** Keys that are refused although the snapshot in force still has them. */
export class Revocations {
  private readonly revoked = new Map<string, number>();

  constructor(private readonly monotonic: () => number) {}

  revoke(keyId: string): void {
    this.revoked.set(keyId, this.monotonic());
  }

  /** Costs nothing while there are none. */
  has(keyId: string): boolean {
    return this.revoked.size > 0 && this.revoked.has(keyId);
  }

  /** `configAgeMs`: since the snapshot in force was last known to be the newest. Later, it knows better than we do. */
  forget(configAgeMs: number): void {
    const confirmedMs = this.monotonic() - configAgeMs;
    for (const [keyId, atMs] of this.revoked) if (confirmedMs > atMs + SETTLED_MS) this.revoked.delete(keyId);
  }
}
