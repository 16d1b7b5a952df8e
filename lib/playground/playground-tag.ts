import type { Viewer } from '@/lib/users/viewer';

/** The tag of each request of the viewer's playground. It is a header's value: plain ASCII, without the characters that end a tag. */
export function playgroundTag({ email }: Pick<Viewer, 'email'>): string {
  return `playground=${email.replace(/[^\x20-\x7e]|[,=]/g, '_').slice(0, 200)}`;
}
