import { CATALOGUE_SOURCE, catalogueProviderOf, proposePriceRows } from '@/lib/pricing/catalogue';
import { familyOf } from '@/lib/pricing/import/propose-import';
import { parsePriceFile } from '@/lib/pricing/import/parse-price-file';
import type { PriceRow } from '@/lib/pricing/price-row';
import { ConfigProblemsError } from '../check/problem';
import type { PriceSource } from './price-import-schemas';
import type { ConfigDocument } from '../schemas';

/** The rows of a source, and whose rows they replace. Throws ConfigProblemsError that names lines and fields. */
export function listPrices(
  source: PriceSource,
  document: Pick<ConfigDocument, 'providers' | 'models'>,
  recordedAt: string,
): { rows: PriceRow[]; family: string; source: string } {
  if (source.from === 'catalogue') {
    const rows = catalogueRows(source, document, recordedAt);
    return { rows, family: familyOf(CATALOGUE_SOURCE), source: CATALOGUE_SOURCE };
  }
  const name = `file:${source.name}`;
  const parsed = parsePriceFile(source.content, source.format, { source: name, recordedAt });
  if (parsed.rows !== undefined) return { rows: parsed.rows, family: name, source: name };
  throw new ConfigProblemsError(
    parsed.problems.map(({ line, field, message }) => ({
      path: [line === undefined ? '' : `line ${line}`, field ?? ''].filter((part) => part !== '').join(', '),
      message,
    })),
  );
}

/** What the catalogue says of the models that this configuration offers, under our providers' names. */
function catalogueRows(
  { provider: only, as }: Extract<PriceSource, { from: 'catalogue' }>,
  { providers, models }: Pick<ConfigDocument, 'providers' | 'models'>,
  recordedAt: string,
): PriceRow[] {
  if (only !== undefined && !providers.some(({ id }) => id === only))
    throw new ConfigProblemsError([{ path: 'source.provider', message: `there is no provider "${only}"` }]);
  const chosen = providers.filter(({ id }) => only === undefined || id === only);
  const offers = models.flatMap((model) => model.offers);
  const rows = chosen.flatMap(({ id, preset }) => {
    const catalogueProvider = as ?? catalogueProviderOf(preset ?? id) ?? catalogueProviderOf(id);
    if (catalogueProvider === undefined) return [];
    const names = new Set(offers.filter((offer) => offer.provider === id).map((offer) => offer.model));
    return [...names].flatMap((model) =>
      proposePriceRows({ catalogueProvider, provider: id, model, recordedAt }),
    );
  });
  if (rows.length > 0) return rows;
  const message = 'the catalogue knows none of these models: name a provider, and whose list holds for it';
  throw new ConfigProblemsError([{ path: 'source', message }]);
}
