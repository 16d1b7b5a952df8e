/** Who looks: passed to each data function, which authorises by it. */
export interface Viewer {
  id: string;
  email: string;
  role: string;
}

/** Roles that may change things that all see. */
const ADMIN_ROLES: readonly string[] = ['owner', 'admin'];

export function isAdmin(viewer: Viewer): boolean {
  return ADMIN_ROLES.includes(viewer.role);
}
