import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { actorSchema, type Actor } from '@/lib/audit/schemas';
import { configFile } from './config-file';
import { withConfigLock, type Transaction } from './database';
import { requireKeysSeen } from './key-changes';
import { diffConfig, type ConfigChange } from './versions/diff-config';
import { ConfigProblemsError } from './check/problem';
import { publish } from './versions/publish';
import { requireVersion } from './versions/require-version';
import { knownOf, readState, type ConfigState } from './read-state';
import { resolveCredentials } from './secrets/resolve-credentials';
import type { ConfigDocument, ConfigFile } from './schemas';
import { validateConfig } from './check/validate-config';
import { changesOfKeys, writeKeys, type KeyChanges } from './write-keys';

export const applyConfigSchema = z.strictObject({
  /** The configuration file, not yet checked. */
  file: z.unknown(),
  /** Who applies it: an address, or `token` for the management API's own. */
  author: z.string().min(1).max(300),
  /** The same for the audit log, with where they did it from. */
  actor: actorSchema.optional(),
  note: z.string().max(2_000).default(''),
  /** The version that the author looked at; another one in force is a conflict. */
  expectedVersion: z.number().int().min(0).optional(),
  /** What an export or a preview gave as `seen`: a key that was changed since, by its own doors, is a conflict too. */
  seen: z.number().int().min(0).optional(),
});

export interface AppliedConfig {
  /** In force afterwards. */
  version: number;
  /** False when the file says what is in force already; then there is no new version. */
  published: boolean;
  changes: ConfigChange[];
}

/**
 * Publishes a configuration file, wholly or not at all. Throws {@link ConfigProblemsError} (422) with every problem,
 * VersionConflictError (409) when somebody was faster, `conflict` (409) when a key that it changes was changed meanwhile.
 */
export async function applyConfig(
  input: z.input<typeof applyConfigSchema>,
  nowMs = Date.now(),
): Promise<AppliedConfig> {
  const { file, ...by } = applyConfigSchema.parse(input);
  return change(() => file, by, nowMs);
}

/** What belongs to a change, in its transaction: a look at what is in force before, and what follows from it. */
export interface WithChange {
  before?: (tx: Transaction, present: ConfigFile, version: number) => Promise<void>;
  after?: (tx: Transaction, applied: AppliedConfig) => Promise<void>;
}

/** Publishes what `edit` makes of the file in force; nobody else can change that in between. Throws as applyConfig does. */
export async function editConfig(
  edit: (present: ConfigFile) => unknown,
  input: Omit<z.input<typeof applyConfigSchema>, 'file'>,
  along: WithChange = {},
  nowMs = Date.now(),
): Promise<AppliedConfig> {
  return change(edit, applyConfigSchema.omit({ file: true }).parse(input), nowMs, along);
}

function change(
  edit: (present: ConfigFile) => unknown,
  { expectedVersion, seen, ...by }: Omit<z.output<typeof applyConfigSchema>, 'file'>,
  nowMs: number,
  { before, after }: WithChange = {},
): Promise<AppliedConfig> {
  return withConfigLock(async (tx) => {
    const state = await readState(tx);
    await requireVersion(tx, expectedVersion, state.version);
    const present = configFile(state);
    await before?.(tx, present, state.version);
    const validation = validateConfig(edit(present), knownOf(state, nowMs));
    if (!validation.ok) throw new ConfigProblemsError(validation.problems);
    const keys = changesOfKeys(validation.file.keys, state);
    if (seen !== undefined || expectedVersion !== undefined)
      await requireKeysSeen(tx, idsOf(keys), { version: state.version, seen });
    const applied = await write(tx, validation.file, keys, state, by);
    await after?.(tx, applied);
    return applied;
  });
}

const idsOf = ({ written, dropped }: KeyChanges) => [...written.map(({ entry }) => entry.id), ...dropped];

async function write(
  tx: Transaction,
  file: ConfigFile,
  keysChanged: KeyChanges,
  state: ConfigState,
  by: { author: string; actor?: Actor | undefined; note: string },
): Promise<AppliedConfig> {
  const { keys, ...given } = file;
  const { created, ...resolved } = resolveCredentials(given, state);
  const document: ConfigDocument = { ...given, ...resolved };
  const changes = diffConfig(configFile(state), { ...document, keys });
  await writeKeys(tx, keysChanged);
  // A change of keys alone makes a version too: who applies next with an older expectedVersion must hear of it.
  const same = idsOf(keysChanged).length === 0 && isDeepStrictEqual(document, state.document);
  if (same && state.version > 0) return { version: state.version, published: false, changes: [] };
  await tx.credential.createMany({
    data: created.map(({ id, ciphertext }) => ({ id, ciphertext: new Uint8Array(ciphertext) })),
  });
  const version = await publish(tx, { document, changes, ...by });
  return { version, published: true, changes };
}
