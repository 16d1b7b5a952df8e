import { z } from 'zod';

const entry = z.looseObject({ id: z.string().min(1).max(200) });

/** What a draft puts in place of what is in force. Its entries are checked as a configuration's are, when they are used. */
export const draftContentSchema = z.strictObject({
  /** All rules, in order. Absent: they stay. */
  rules: z.array(entry).max(1_000).optional(),
  /** Price rows that come or change, by id; the others stay. */
  prices: z.array(entry).max(10_000).optional(),
});
export type DraftContent = z.infer<typeof draftContentSchema>;

export const DRAFT_STATES = ['open', 'scheduled', 'published', 'discarded'] as const;

const instant = z.iso.datetime();

export const draftViewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  author: z.string(),
  baseVersion: z.int(),
  content: draftContentSchema,
  /** Give it with the next save: one that looked at another revision is a conflict. */
  revision: z.int(),
  state: z.enum(DRAFT_STATES),
  publishAt: instant.nullable(),
  publishZone: z.string().nullable(),
  publishedVersion: z.int().nullable(),
  /** What became of it, in words. */
  outcome: z.string(),
  createdAt: instant,
  updatedAt: instant,
});
export type DraftView = z.infer<typeof draftViewSchema>;
