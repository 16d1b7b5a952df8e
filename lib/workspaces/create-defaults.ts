import { db } from '@/lib/db';
import { DEMO_WORKSPACE, MAIN_WORKSPACE } from './ids';

/** Makes the workspaces of a first start; those that are there stay as they are. */
export async function createDefaultWorkspaces(options: { demo: boolean }): Promise<void> {
  const main = { id: MAIN_WORKSPACE, name: 'Main' };
  const demo = { id: DEMO_WORKSPACE, name: 'Demo', isDemo: true };
  await db().workspace.createMany({ data: options.demo ? [main, demo] : [main], skipDuplicates: true });
}
