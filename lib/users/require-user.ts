import { redirect } from 'next/navigation';
import { currentUser } from './current-user';
import type { Viewer } from './viewer';

/** The guard of each page: the signed-in user, or off to sign in, or to set up a second factor that is demanded, and back to `path` afterwards. */
export async function requireUser(path: string): Promise<Viewer> {
  const user = await requireSignedIn(path);
  if (user.owesSecondFactor === true)
    redirect(`/second-factor?${new URLSearchParams({ callbackUrl: path })}`);
  return user;
}

/** The same for the page that sets up a second factor. */
export async function requireSignedIn(path: string): Promise<Viewer> {
  const user = await currentUser();
  if (user === null) redirect(`/sign-in?${new URLSearchParams({ callbackUrl: path })}`);
  return user;
}
