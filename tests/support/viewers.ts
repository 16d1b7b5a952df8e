import type { Viewer } from '@/lib/users/viewer';

/** Somebody who may do everything, for tests of what is not about rights. */
export const OWNER: Viewer = { id: 'owner', email: 'owner@example.com', role: 'owner' };
