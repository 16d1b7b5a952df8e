import { z } from 'zod';

export const FILE_PURPOSES = ['batch', 'batch_output'] as const;

/** A file as its row has it. */
export const storedFileSchema = z.object({
  id: z.string(),
  workspaceId: z.string(),
  keyId: z.string(),
  filename: z.string(),
  purpose: z.enum(FILE_PURPOSES),
  bytes: z.coerce.number(),
  createdAt: z.date(),
});
export type StoredFile = z.infer<typeof storedFileSchema>;

export const FILE_COLUMNS = `id, workspace_id AS "workspaceId", key_id AS "keyId", filename, purpose, bytes,
  created_at AS "createdAt"`;

/** For a WHERE: one that is still written, or whose writer died, is nobody's to see. */
export const IS_WHOLE = 'bytes >= 0';

/** As OpenAI's API shows a file. */
export function fileObject({ id, bytes, createdAt, filename, purpose }: StoredFile) {
  const created_at = Math.floor(createdAt.getTime() / 1000);
  return { id, object: 'file', bytes, created_at, filename, purpose, status: 'processed' } as const;
}
