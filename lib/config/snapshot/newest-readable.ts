import { z } from 'zod';
import { configDocumentSchema } from '../document-schema';

const versionRow = z.object({ version: z.number().int(), document: configDocumentSchema });
export type ReadableVersion = z.infer<typeof versionRow>;

/** The newest configuration cannot be read here, most likely for it is of a newer Tollgate. */
export class UnreadableConfigError extends Error {
  constructor(version: unknown, inForce: number, options: ErrorOptions) {
    super(
      `configuration ${String(version)} cannot be read by this version of Tollgate; ${inForce} stays in force`,
      options,
    );
  }
}

/**
 * Of versions from the newest on, the first that this Tollgate can read, and why it is not the newest. During an upgrade
 * an older gateway thus goes on with the last configuration that it understands, also after a restart. Throws what
 * reading the newest threw when none can be read; undefined when there is none.
 */
export function newestReadable(
  rows: readonly unknown[],
): { found: ReadableVersion; problem: UnreadableConfigError | undefined } | undefined {
  const [newest] = rows;
  if (newest === undefined) return undefined;
  const parsed = versionRow.safeParse(newest);
  if (parsed.success) return { found: parsed.data, problem: undefined };
  for (const row of rows.slice(1)) {
    const older = versionRow.safeParse(row);
    if (!older.success) continue;
    const { version } = z.object({ version: z.unknown() }).parse(newest);
    const options = { cause: parsed.error };
    return { found: older.data, problem: new UnreadableConfigError(version, older.data.version, options) };
  }
  throw parsed.error;
}
