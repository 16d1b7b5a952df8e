import { MAX_LINE_BYTES } from '@/lib/batches/schemas';
import { db } from '@/lib/db';
import { linesOf } from '@/lib/files/lines';

/** What the books keep of a name. */
const KEPT_CHARACTERS = 200;

/** How JSON without spaces names a user: OpenAI's `user`, Anthropic's `metadata.user_id`; of a name that was cut, its beginning. */
export function namedBy(endUser: string): string[] {
  const quoted = JSON.stringify(endUser);
  const text = endUser.length < KEPT_CHARACTERS ? quoted : quoted.slice(0, -1);
  return [`"user":${text}`, `"user_id":${text}`];
}

/**
 * Files of requests of which some line names the user and is no item of a batch: no batch was made of them, it was refused, or
 * has not read them yet. Reads each to such a line, or to its end.
 */
export async function filesNaming(
  workspaceId: string,
  keyIds: readonly string[] | undefined,
  endUser: string,
): Promise<string[]> {
  const keys = keyIds === undefined ? null : [...keyIds];
  const files = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM file WHERE workspace_id = ${workspaceId} AND purpose = 'batch'
      AND (${keys}::text[] IS NULL OR key_id = ANY(${keys}::text[]))
      AND NOT EXISTS (SELECT FROM batch b WHERE b.input_file_id = file.id AND b.total > 0
        AND b.total = (SELECT count(*) FROM batch_item i WHERE i.batch_id = b.id AND i.body <> '{}'))`;
  const names = namedBy(endUser);
  const naming: string[] = [];
  for (const { id } of files) if (await someLineNames(id, names)) naming.push(id);
  return naming;
}

async function someLineNames(fileId: string, names: readonly string[]): Promise<boolean> {
  for await (const { text = '' } of linesOf(contentOf(fileId), MAX_LINE_BYTES)) {
    const line = plain(text);
    if (names.some((name) => line.includes(name))) return true;
  }
  return false;
}

async function* contentOf(fileId: string): AsyncGenerator<Buffer> {
  for (let seq = 0; ; seq += 1) {
    const chunk = await db().fileChunk.findUnique({ where: { fileId_seq: { fileId, seq } } });
    if (chunk === null) return;
    yield Buffer.from(chunk.content);
  }
}

/** JSON without spaces and needless escapes; what is none, as it stands. */
function plain(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
