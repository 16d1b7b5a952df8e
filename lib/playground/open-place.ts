import { requireRight } from '@/lib/access/may';
import { teamsSeen } from '@/lib/access/reach';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import type { PlaygroundPlace } from './place-key';

/**
 * Where the viewer's playground books its requests: their workspace, and the first of their teams where they have some,
 * so that they see what they spent. Throws `forbidden`, `not_found`, and `invalid_request` for the demo.
 */
export async function openPlace(viewer: Viewer, workspaceId: string): Promise<PlaygroundPlace> {
  requireRight(viewer, 'playground.use');
  const { isDemo } = await openWorkspace(viewer, workspaceId);
  if (isDemo)
    throw new GatewayError('invalid_request', 'The demo is generated history: nothing is sent from it.', {
      param: 'workspace',
    });
  return { workspaceId, team: teamsSeen(viewer, workspaceId)?.[0] };
}
