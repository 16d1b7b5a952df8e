import { z } from 'zod';
import { db } from '@/lib/db';

export const listVersionsSchema = z.strictObject({
  /** Only versions older than this one: the last one of the page before. */
  before: z.coerce.number().int().positive().max(2_147_483_647).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export interface ConfigVersionInfo {
  version: number;
  note: string;
  author: string;
  /** ISO 8601, UTC. */
  createdAt: string;
}

/** Published versions, newest first, without their documents. */
export async function listVersions(
  input: z.input<typeof listVersionsSchema> = {},
): Promise<ConfigVersionInfo[]> {
  const { before, limit } = listVersionsSchema.parse(input);
  const rows = await db().configVersion.findMany({
    ...(before === undefined ? {} : { where: { version: { lt: before } } }),
    orderBy: { version: 'desc' },
    take: limit,
    select: { version: true, note: true, author: true, createdAt: true },
  });
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}
