import type { z } from 'zod';
import type { Actor } from '@/lib/audit/schemas';
import { importPrices, previewImport } from '@/lib/config/prices/import-prices';
import type { priceSourceSchema } from '@/lib/config/prices/price-import-schemas';

/** A source as the command line gives it; the verb checks it. */
export type PriceList =
  | { from: 'catalogue'; provider?: string | undefined; as?: string | undefined }
  | { from: 'file'; name: string; format: 'csv' | 'json'; content: string };

const MARKS = { added: '+', changed: '~', ended: '-', unchanged: '=', conflict: '!' } as const;

/** Says what a list would change, line by line; what stays is only counted. */
export async function previewList(source: PriceList): Promise<{ version: number; proposed: number }> {
  const { version, counts, entries, warnings } = await previewImport(
    source as z.input<typeof priceSourceSchema>,
  );
  for (const { kind, key, sentence } of entries)
    if (kind !== 'unchanged')
      console.log(`${MARKS[kind]} ${sentence}${kind === 'conflict' ? '' : `\n    --only "${key}"`}`);
  for (const warning of warnings) console.log(`warning: ${warning}`);
  const said = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
  console.log(`${said.join(', ')}, against version ${version}.`);
  return { version, proposed: counts.added + counts.changed + counts.ended };
}

export async function publishList(request: {
  source: PriceList;
  accepted: string[] | undefined;
  expectedVersion: number;
  note: string | undefined;
  actor: Actor;
}): Promise<void> {
  const { accepted, note, ...rest } = request;
  const applied = await importPrices({
    ...(rest as typeof rest & { source: z.input<typeof priceSourceSchema> }),
    ...(accepted === undefined ? {} : { accepted }),
    ...(note === undefined ? {} : { note }),
  });
  if (applied.published) console.log(`Version ${applied.version} is in force.`);
}
