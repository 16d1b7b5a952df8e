'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { removeDemoAs } from '@/lib/workspaces/remove-demo-as';
import { refusing } from './_components/action/refusing';

/** Removes a generated history and shows the real workspace. Comes back only when it is refused. */
export async function removeDemo(_previous: unknown, workspace: unknown): Promise<{ message: string }> {
  return refusing('/overview', async (viewer) => {
    await removeDemoAs(viewer, z.string().max(200).parse(workspace));
    return redirect('/overview');
  });
}
