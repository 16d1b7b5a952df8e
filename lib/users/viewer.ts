import { may } from '@/lib/access/may';
import type { Right } from '@/lib/access/rights';

/** A workspace that a person belongs to; with `teams` they see what belongs to these, and nothing else of it. */
export interface Reach {
  workspaceId: string;
  teams?: readonly string[];
}

/** Who looks: passed to each data function, which authorises by it. The role says what they may do, the reach where. */
export interface Viewer {
  id: string;
  email: string;
  role: string;
  /** Absent: every workspace. */
  reach?: readonly Reach[];
  /** Of a service token: what it is good for, within its creator's role. Absent: all that the role may. */
  scopes?: readonly Right[];
  /** Of a service token. */
  tokenId?: string;
  /** Of a person in their browser: the session that this request belongs to. */
  sessionId?: string;
  /** Set: no right and no reach, until they have the second factor that is demanded of everybody. */
  owesSecondFactor?: true;
  /** Where this request of theirs came from, for the audit log. */
  origin?: { address?: string; requestId?: string };
}

/** Whether they may change what all share. */
export function isAdmin(viewer: Viewer): boolean {
  return may(viewer, 'config.publish');
}
