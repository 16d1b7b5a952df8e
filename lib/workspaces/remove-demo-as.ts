import { actorOf } from '@/lib/audit/actor';
import { GatewayError } from '@/lib/errors/gateway-error';
import { isAdmin, type Viewer } from '@/lib/users/viewer';
import { removeDemo, type RemovedDemo } from './remove-demo';

/** Removes a demo workspace on behalf of a person. Throws `forbidden` for those who are no admins. */
export async function removeDemoAs(viewer: Viewer, id: string): Promise<RemovedDemo> {
  if (!isAdmin(viewer)) throw new GatewayError('forbidden', 'Only admins remove the demo workspace.');
  return removeDemo(id, actorOf(viewer));
}
