import type { VirtualKey } from '@/lib/generated/prisma/client';
import { parseAllowList } from '@/lib/egress/policy';
import { env } from '@/lib/env';
import { digestKey } from '@/lib/keys/digest';
import type { Channel } from './alert-schemas';
import { channelDestination } from './secrets/channel-destination';
import type { KnownConfig } from './check/validate-config';
import type { Transaction } from './database';
import { configDocumentSchema } from './document-schema';
import type { ConfigDocument, KeyEntry } from './schemas';
import { keyEntryOf } from './secrets/stored-key';

/** Everything that a proposed configuration is compared with, of one moment. */
export interface ConfigState {
  /** 0: nothing was ever published. */
  version: number;
  document: ConfigDocument;
  /** By id, in the order of ids. */
  keys: ReadonlyMap<string, { entry: KeyEntry; digest: string; oldDigest: string | null }>;
  workspaces: ReadonlySet<string>;
  /** Sealed provider credentials by id. */
  credentials: ReadonlyMap<string, Uint8Array>;
}

/** Reads the state in force. Throws when the stored document does not parse (a newer Tollgate wrote it). */
export async function readState(tx: Transaction): Promise<ConfigState> {
  const newest = await tx.configVersion.findFirst({ orderBy: { version: 'desc' } });
  const keys = await tx.virtualKey.findMany();
  const workspaces = await tx.workspace.findMany({ select: { id: true } });
  const credentials = await tx.credential.findMany();
  // Sorted here and not in SQL: a database's collation would make the order differ between machines.
  keys.sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    version: newest?.version ?? 0,
    document: configDocumentSchema.parse(newest?.document ?? {}),
    keys: new Map(keys.map((row) => [row.id, storedKey(row)])),
    workspaces: new Set(workspaces.map((row) => row.id)),
    credentials: new Map(credentials.map((row) => [row.id, row.ciphertext])),
  };
}

function storedKey(row: VirtualKey) {
  return { entry: keyEntryOf(row), digest: row.digest, oldDigest: row.oldDigest };
}

/** The state as validate-config asks for it. */
export function knownOf(state: ConfigState, nowMs: number): KnownConfig {
  const digests = [...state.keys].flatMap(([id, { digest, oldDigest }]) =>
    [digest, oldDigest].filter((one) => one !== null).map((one) => [one, id] as const),
  );
  const ownerByDigest = new Map(digests);
  const { providers, prices } = state.document;
  const simulated = new Set(providers.filter((provider) => provider.simulated).map(({ id }) => id));
  return {
    workspaces: state.workspaces,
    keyIds: new Set(state.keys.keys()),
    keyWithValue: (value) => ownerByDigest.get(digestKey(value)),
    credentialIds: new Set(state.credentials.keys()),
    destinations: destinationsOf(state.document.channels),
    // A simulator bills nothing real: its prices go with it, when real providers take its place.
    prices: prices.filter((row) => !simulated.has(row.provider)),
    egressAllowed: parseAllowList(env().TOLLGATE_EGRESS_ALLOW),
    nowMs,
  };
}

/** Where some channels take the stored secrets that they name, by their ids. */
export function destinationsOf(channels: readonly Channel[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const channel of channels) {
    if (channel.secret?.startsWith('secret:') !== true) continue;
    const id = channel.secret.slice('secret:'.length);
    found.set(id, (found.get(id) ?? new Set()).add(channelDestination(channel)));
  }
  return found;
}
