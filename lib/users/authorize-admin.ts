import { GatewayError } from '@/lib/errors/gateway-error';
import { identifyCaller, type CallerRequest, type ReadSession } from './identify-caller';
import { isAdmin, type Viewer } from './viewer';

/** The caller, when they may change what all share. Throws 401 when nobody calls, 403 for another role. */
export async function authorizeAdmin(request: CallerRequest, session: ReadSession): Promise<Viewer> {
  const caller = await identifyCaller(request, session);
  if (!isAdmin(caller)) throw new GatewayError('forbidden', 'Only owners and admins may do this.');
  return caller;
}
