import type { Memberships } from '@/lib/users/people/memberships';

/** `main; research: blue, red` - workspaces, each with teams where these are not all. */
export function membershipsText(memberships: Memberships): string {
  return memberships
    .map(({ workspace, teams }) => (teams.length === 0 ? workspace : `${workspace}: ${teams.join(', ')}`))
    .join('; ');
}

export function readMemberships(text: string | undefined): { workspace: string; teams: string[] }[] {
  if (text === undefined) return [];
  return text.split(';').map((part) => {
    const [workspace = '', teams = ''] = part.split(':');
    return { workspace: workspace.trim(), teams: teams.split(/[\s,]+/).filter((team) => team !== '') };
  });
}
