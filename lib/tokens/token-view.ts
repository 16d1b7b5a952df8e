import { z } from 'zod';
import { RIGHTS } from '@/lib/access/rights';
import type { ServiceToken } from '@/lib/generated/prisma/client';

const instant = z.iso.datetime();

/** A service token as it is shown: never its value or digest. */
export const tokenViewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  prefix: z.string().describe('First characters of the value, to recognise it by'),
  scopes: z.array(z.enum(RIGHTS)),
  creatorId: z.string(),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});

export type TokenView = z.infer<typeof tokenViewSchema>;

export function tokenView(row: ServiceToken): TokenView {
  const { digest: _digest, ...shown } = row;
  return {
    ...shown,
    scopes: RIGHTS.filter((right) => row.scopes.includes(right)),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
