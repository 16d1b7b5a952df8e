import { replicaStanding, type ReplicaStanding } from '@/lib/database/replica-standing';
import { getT } from '@/lib/i18n/get-t';
import type { T } from '@/lib/i18n/t';

/** Below it nobody would see the difference. */
const SAID_FROM_MS = 2_000;

/** Says where figures come from a replica that is behind, or from the primary for want of it. Nothing otherwise. */
export async function ReplicaNotice() {
  const text = sentence(await replicaStanding(), await getT());
  if (text === undefined) return null;
  return (
    <p role="status" className="border-b bg-sunken px-4 py-1.5 text-sm print:hidden">
      {text}
    </p>
  );
}

function sentence(standing: ReplicaStanding, t: T): string | undefined {
  switch (standing.state) {
    case 'none':
      return undefined;
    case 'away':
      return t('The read replica does not answer: figures come from the primary database.');
    case 'reading': {
      const seconds = Math.round(standing.behindMs / 1_000);
      if (standing.behindMs < SAID_FROM_MS) return undefined;
      return t('Figures may be old: the replica is {seconds} s behind.', { seconds });
    }
  }
}
