import type pg from 'pg';
import { z } from 'zod';
import { targetReport } from '../schemas';

export interface Traffic {
  /** When calls last said how it is, at any gateway; epoch ms. */
  heardMs?: number | undefined;
  /** Until then it, or its provider's credential, is left alone; epoch ms. */
  coolingUntilMs?: number | undefined;
}

const latest = (times: readonly (string | undefined)[]): number | undefined =>
  times.reduce<number | undefined>(
    (last, time) => (time === undefined ? last : Math.max(last ?? 0, Date.parse(time))),
    undefined,
  );

/** What the gateways of the last minute say of a target, from what they report every few seconds. */
export async function readTraffic(pool: Pick<pg.Pool, 'query'>): Promise<(name: string) => Traffic> {
  const { rows } = await pool.query<{ targets: unknown }>(
    `SELECT targets FROM gateway_report WHERE reported_at > now() - interval '1 minute'`,
  );
  const reports = rows.flatMap(({ targets }) => z.array(targetReport).parse(targets));
  return (name) => {
    const own = reports.filter((report) => report.name === name);
    const provider = reports.filter((report) => name.startsWith(`${report.name}/`));
    return {
      heardMs: latest(own.map(({ heardAt }) => heardAt)),
      coolingUntilMs: latest([...own, ...provider].map(({ cooling }) => cooling?.until)),
    };
  };
}
