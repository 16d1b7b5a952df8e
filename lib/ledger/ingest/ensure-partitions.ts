import type pg from 'pg';

const DAY_MS = 86_400_000;

/** Makes the daily partitions that rows need, each day once a session, and the day after ahead of time. */
export class Partitions {
  readonly #ready = new Set<string>();

  /** `startedAts`: ISO times of requests. On a connection that is in no transaction: a rollback would undo it unseen. */
  async ensure(client: pg.ClientBase, startedAts: readonly string[]): Promise<void> {
    const days = new Set<string>();
    for (const startedAt of startedAts) {
      const day = startedAt.slice(0, 10);
      if (this.#ready.has(day)) continue;
      days.add(day);
      days.add(new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10));
    }
    for (const day of [...days].sort()) {
      if (this.#ready.has(day)) continue;
      await client.query('SELECT ensure_day_partitions($1::date)', [day]);
      this.#ready.add(day);
    }
  }

  /** After the database said that one is missing (retention dropped it). */
  forget(): void {
    this.#ready.clear();
  }
}
