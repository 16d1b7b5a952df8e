import { zodProblems } from '@/lib/config/check/zod-problems';
import { tcoSchema, type Tco } from './tco-schemas';

/** Assumptions as far as they could be read, and by field what could not: that is as it is by default. */
export interface ReadTco {
  tco: Tco;
  wrong: Record<string, string>;
}

/** What was typed, by fields of the schema: one that is wrong costs none of the others. Pure. */
export function readTco(given: Readonly<Record<string, unknown>>): ReadTco {
  const read = tcoSchema.safeParse(given);
  if (read.success) return { tco: read.data, wrong: {} };
  const wrong = Object.fromEntries(zodProblems(read.error).map(({ path, message }) => [path, message]));
  // Where nothing that was given is wrong by itself, one share is too much beside the default of the other.
  if (Object.keys(given).every((field) => wrong[field] === undefined))
    wrong['privatePercent'] = wrong['cachePercent'] ?? '';
  const sound = Object.entries(given).filter(([field]) => wrong[field] === undefined);
  const rest = readTco(Object.fromEntries(sound));
  return { tco: rest.tco, wrong: { ...rest.wrong, ...wrong } };
}
