import type { VirtualKey } from '@/lib/generated/prisma/client';
import { parseAllowList } from '@/lib/egress/policy';
import { env } from '@/lib/env';
import { digestKey } from '@/lib/keys/digest';
import { channelDestination } from './secrets/channel-destination';
import type { KnownConfig } from './check/validate-config';
import type { Transaction } from './database';
import { configDocumentSchema } from './document-schema';
import type { ConfigDocument, KeyEntry } from './schemas';
import { providerDestination } from './secrets/provider-destination';
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
    destinations: destinationsOf([state.document]),
    // A simulator bills nothing real: its prices go with it, when real providers take its place.
    prices: prices.filter((row) => !simulated.has(row.provider)),
    egressAllowed: parseAllowList(env().TOLLGATE_EGRESS_ALLOW),
    nowMs,
  };
}

/** Where providers and channels of some documents take the stored secrets that they name, by the ids of these. */
export function destinationsOf(
  documents: readonly Pick<ConfigDocument, 'providers' | 'channels'>[],
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (secret: string | undefined, destination: string) => {
    if (secret?.startsWith('secret:') !== true) return;
    const id = secret.slice('secret:'.length);
    found.set(id, (found.get(id) ?? new Set()).add(destination));
  };
  for (const { providers, channels } of documents) {
    for (const channel of channels) add(channel.secret, channelDestination(channel));
    for (const provider of providers)
      for (const key of [provider.apiKey, ...(provider.apiKeys ?? []).map((one) => one.key)])
        add(key, providerDestination(provider));
  }
  return found;
}
