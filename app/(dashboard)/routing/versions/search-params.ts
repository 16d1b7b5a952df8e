import { z } from 'zod';
import type { T } from '@/lib/i18n/t';

const number = z.coerce.number().int().positive().max(2_147_483_647);

export interface VersionsQuery {
  /** Looked at. */
  version: number | undefined;
  /** Only older ones are listed. */
  before: number | undefined;
  /** What could not be read, in words. */
  problems: string[];
}

/** Reads the address. What is wrong is left out and named. */
export function readVersionsQuery(t: T, query: Record<string, string | undefined>): VersionsQuery {
  const problems: string[] = [];
  const read = (name: string): number | undefined => {
    if (query[name] === undefined) return undefined;
    const parsed = number.safeParse(query[name]);
    if (!parsed.success) problems.push(t('“{name}” in the address is no number of a version.', { name }));
    return parsed.success ? parsed.data : undefined;
  };
  return { version: read('version'), before: read('before'), problems };
}
