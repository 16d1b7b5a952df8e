import type { z } from 'zod';
import type { Actor } from '@/lib/audit/schemas';
import { findGaps } from '@/lib/pricing/import/find-gaps';
import { applyImport, proposeImport, type ImportEntry } from '@/lib/pricing/import/propose-import';
import { editConfig, type AppliedConfig } from '../apply-config';
import { exportConfig } from '../export-config';
import { listPrices } from './list-prices';
import { applyImportSchema, priceSourceSchema, type ImportPreview } from './price-import-schemas';
import { ConfigProblemsError } from '../check/problem';
import { db } from '@/lib/db';
import { requireVersion } from '../versions/require-version';

const isProposed = ({ kind }: ImportEntry) => kind === 'added' || kind === 'changed' || kind === 'ended';

/** What importing a list of prices would change; nothing is. Throws ConfigProblemsError with each line that is wrong. */
export async function previewImport(
  input: z.input<typeof priceSourceSchema>,
  nowMs = Date.now(),
): Promise<ImportPreview> {
  const { version, file } = await exportConfig();
  const { entries, source } = propose(input, file, nowMs);
  const counts = { added: 0, changed: 0, ended: 0, unchanged: 0, conflict: 0 };
  for (const { kind } of entries) counts[kind] += 1;
  const after = applyImport(file.prices, entries.filter(isProposed));
  return {
    version,
    source,
    counts,
    entries: entries.map(({ key, kind, sentence, ...rows }) => ({
      key,
      kind,
      sentence,
      ...('before' in rows ? { before: rows.before } : {}),
      ...('row' in rows ? { row: rows.row } : {}),
    })),
    warnings: findGaps(after).map(({ message }) => message),
  };
}

/**
 * Publishes the chosen differences as one new version of the configuration, wholly or not at all. Throws
 * ConfigProblemsError, VersionConflictError when somebody published since the preview.
 */
export async function importPrices(
  input: z.input<typeof applyImportSchema> & { actor: Actor },
  nowMs = Date.now(),
): Promise<AppliedConfig> {
  const { actor, ...rest } = input;
  const { source: wanted, accepted, expectedVersion, note } = applyImportSchema.parse(rest);
  const { version, file } = await exportConfig();
  await requireVersion(db(), expectedVersion, version);
  const { entries, source } = propose(wanted, file, nowMs);
  const chosen = choose(entries, accepted);
  const count = `${chosen.length} of ${entries.filter(isProposed).length}`;
  return editConfig(
    // In the version that was looked at, so the prices are those of the differences.
    (present) => ({ ...present, prices: applyImport(present.prices, chosen) }),
    {
      author: actor.name,
      actor,
      note: note === '' ? `Prices from ${source}: ${count} changes` : note,
      expectedVersion: version,
    },
    {},
    nowMs,
  );
}

function propose(
  input: z.input<typeof priceSourceSchema>,
  file: Awaited<ReturnType<typeof exportConfig>>['file'],
  nowMs: number,
): { entries: ImportEntry[]; source: string } {
  const listed = listPrices(priceSourceSchema.parse(input), file, new Date(nowMs).toISOString());
  const { family, rows, source } = listed;
  return { entries: proposeImport(file.prices, rows, { family, nowMs }), source };
}

function choose(entries: readonly ImportEntry[], accepted: readonly string[] | undefined): ImportEntry[] {
  const proposed = entries.filter(isProposed);
  if (accepted === undefined) return proposed;
  const keys = new Set(accepted);
  const known = new Set(proposed.map(({ key }) => key));
  const odd = accepted.findIndex((key) => !known.has(key));
  if (odd >= 0)
    throw new ConfigProblemsError([
      { path: `accepted[${odd}]`, message: 'is not among the differences that are proposed now: look again' },
    ]);
  return proposed.filter(({ key }) => keys.has(key));
}
