import type pg from 'pg';
import { z } from 'zod';
import { configDocumentSchema } from '@/lib/config/document-schema';
import { checkPriceRows } from '@/lib/pricing/check-price-rows';
import { ConfigProblemsError } from '@/lib/config/check/problem';
import { buildPriceBook } from '@/lib/pricing/price-book';
import type { PriceRow } from '@/lib/pricing/price-row';
import type { PriceBook } from '@/lib/pricing/types';

/** Prices of the configuration in force, with what rating asks beside them. */
export interface RatingBook {
  version: number;
  book: PriceBook;
  regionOf: (provider: string) => string | undefined;
}

const newest = z.object({ version: z.int(), document: configDocumentSchema });

/** `more`: rows that the book would have too. Throws ConfigProblemsError when they do not fit together. */
export async function readRatingBook(
  client: pg.ClientBase,
  more: readonly PriceRow[] = [],
): Promise<RatingBook> {
  const { rows } = await client.query(
    'SELECT version, document FROM config_version ORDER BY version DESC LIMIT 1',
  );
  const { version, document } =
    rows[0] === undefined ? { version: 0, document: configDocumentSchema.parse({}) } : newest.parse(rows[0]);
  const replaced = new Set(more.map(({ id }) => id));
  const prices = [...document.prices.filter(({ id }) => !replaced.has(id)), ...more];
  if (more.length > 0) {
    const problems = checkPriceRows(prices);
    if (problems.length > 0) throw new ConfigProblemsError(problems);
  }
  const regions = new Map(document.providers.map(({ id, region }) => [id, region]));
  return { version, book: buildPriceBook(prices), regionOf: (provider) => regions.get(provider) };
}
