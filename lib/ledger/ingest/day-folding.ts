import type pg from 'pg';
import { foldDays } from '../rollup/fold-days';
import { transaction } from '@/lib/database/transaction';
import { holdRollups } from './upsert-rollups';

const EVERY_MS = 2_000;
/** More would make each question to the days slow: they read what is pending too. */
const MAX_REQUESTS = 20_000;

/** When pending rollups are added to the days: every two seconds while there are any, and after many requests. */
export class DayFolding {
  /** Unknown at first: a process before this one may have left some, and re-rating leaves them at any time. */
  #requests = Infinity;
  #foldedMono = -Infinity;

  async added(client: pg.ClientBase, requests: number): Promise<void> {
    this.#requests += requests;
    if (this.#requests >= MAX_REQUESTS) await this.#fold(client);
    else await this.foldWhenDue(client);
  }

  async foldWhenDue(client: pg.ClientBase): Promise<void> {
    if (this.#requests === 0 || performance.now() - this.#foldedMono < EVERY_MS) return;
    await this.#fold(client);
  }

  async #fold(client: pg.ClientBase): Promise<void> {
    await transaction(client, async () => {
      await holdRollups(client);
      await foldDays(client);
    });
    this.#requests = 0;
    this.#foldedMono = performance.now();
  }
}
