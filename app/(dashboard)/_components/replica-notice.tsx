import { replicaStanding } from '@/lib/database/replica-standing';

/** Below it nobody would see the difference. */
const SAID_FROM_MS = 2_000;

/** Says where figures come from a replica that is behind, or from the primary for want of it. Nothing otherwise. */
export async function ReplicaNotice() {
  const standing = await replicaStanding();
  const text = sentence(standing);
  if (text === undefined) return null;
  return (
    <p role="status" className="border-b bg-sunken px-4 py-1.5 text-sm print:hidden">
      {text}
    </p>
  );
}

function sentence(standing: Awaited<ReturnType<typeof replicaStanding>>): string | undefined {
  switch (standing.state) {
    case 'none':
      return undefined;
    case 'away':
      return 'The read replica does not answer: figures come from the primary database.';
    case 'reading': {
      const seconds = Math.round(standing.behindMs / 1_000);
      return standing.behindMs < SAID_FROM_MS
        ? undefined
        : `Figures may be old: the replica is ${seconds} s behind.`;
    }
  }
}
