import { redirect } from 'next/navigation';
import { currentUser } from './current-user';
import type { Viewer } from './viewer';

/** The guard of each page: the signed-in user, or off to the sign-in page and back to `path` afterwards. */
export async function requireUser(path: string): Promise<Viewer> {
  const user = await currentUser();
  if (user === null) redirect(`/sign-in?${new URLSearchParams({ callbackUrl: path })}`);
  return user;
}
