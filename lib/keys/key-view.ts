import { z } from 'zod';
import type { VirtualKey } from '@/lib/generated/prisma/client';
import { keySchema } from '@/lib/config/schemas';
import { keyEntryOf } from '@/lib/config/stored-key';

/** A virtual key as it is shown: never its value or digest. */
export const keyViewSchema = keySchema.omit({ value: true }).extend({
  prefix: z.string().describe('First characters of the value, to recognise it by'),
  createdAt: z.iso.datetime(),
});

export type KeyView = z.infer<typeof keyViewSchema>;

export function keyView(row: VirtualKey): KeyView {
  return { ...keyEntryOf(row), prefix: row.prefix, createdAt: row.createdAt.toISOString() };
}
