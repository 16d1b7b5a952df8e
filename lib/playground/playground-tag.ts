import type { Viewer } from '@/lib/users/viewer';

/** The tag of each request of the viewer's playground. A tag's value holds neither of the characters that end one. */
export function playgroundTag({ email }: Pick<Viewer, 'email'>): string {
  return `playground=${email.replace(/[,=]/g, '_').slice(0, 200)}`;
}
