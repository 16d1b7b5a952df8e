import { z } from 'zod';
import type { VirtualKey } from '@/lib/generated/prisma/client';
import { keySchema } from '@/lib/config/schemas';
import { keyEntryOf } from '@/lib/config/secrets/stored-key';

const instant = z.iso.datetime();

/** A virtual key as it is shown: never its value or digest. */
export const keyViewSchema = keySchema.omit({ value: true }).extend({
  prefix: z.string().describe('First characters of the value, to recognise it by'),
  createdAt: instant,
  oldValueUntil: instant.nullable().describe('After a rotation: when the value before it ends'),
  lastUsedAt: instant.nullable().describe('By the books, so a few seconds late'),
});

export type KeyView = z.infer<typeof keyViewSchema>;

/** `lastUsedAt` is not part of the key: null where it was not asked for. */
export function keyView(row: VirtualKey, lastUsedAt?: Date): KeyView {
  return {
    ...keyEntryOf(row),
    prefix: row.prefix,
    createdAt: row.createdAt.toISOString(),
    oldValueUntil: row.oldUntil?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
