import { cookies } from 'next/headers';
import { readFirstSteps } from '@/lib/first-steps/read-first-steps';
import { isAdmin } from '@/lib/users/viewer';
import { MAIN_WORKSPACE } from '@/lib/workspaces/ids';
import type { PageView } from '../../page-view';
import { FirstStepsList } from './first-steps-list';
import { HIDDEN_COOKIE } from './hidden-cookie';

/** What is left to do on a new installation; nothing once it is done, or was put away. */
export async function FirstSteps({ view }: { view: PageView }) {
  if (!isAdmin(view.viewer) || (await cookies()).has(HIDDEN_COOKIE)) return null;
  const steps = await readFirstSteps(view.viewer);
  if (Object.values(steps).every(Boolean)) return null;
  const workspace = view.workspace.isDemo ? MAIN_WORKSPACE : view.workspace.id;
  return <FirstStepsList initial={steps} workspace={workspace} />;
}
