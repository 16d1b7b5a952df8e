import { z } from 'zod';
import type { Team } from '@/lib/generated/prisma/client';

const tagName = z.string().regex(/^[\w.-]{1,64}$/, 'letters, digits and . _ - only, at most 64');
const tagValue = z.string().min(1).max(200);

/** A name that keys, budgets and people of one workspace share. */
export const teamSchema = z.strictObject({
  workspace: z.string().min(1).max(200).default('main'),
  id: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}$/, 'letters, digits and . _ - only, at most 100'),
  name: z.string().trim().min(1).max(200),
  /** Each key of the team carries them, beneath its own. */
  tags: z.record(tagName, tagValue).default({}),
});
export type TeamView = z.infer<typeof teamSchema>;

export function teamView(row: Team): TeamView {
  return teamSchema.parse({ workspace: row.workspaceId, id: row.id, name: row.name, tags: row.tags });
}
