import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { takeUpload } from '@/lib/batches/submit';
import { isWayOut } from '@/components/forms/lost-words';
import { ERROR_CODES } from '@/lib/errors/codes';
import { toGatewayError } from '@/lib/errors/to-error';
import { msg } from '@/lib/i18n/msg';
import { noteRefusedForm } from '@/lib/users/note-refused-form';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { requireUser } from '@/lib/users/require-user';

export type Uploaded = Awaited<ReturnType<typeof takeUpload>>;

const SIGNED_OUT = msg(
  'You are no longer signed in. Sign in again in another tab, then send the file once more.',
);

/** A file as the bytes of the body, too large for an action. Answers {@link Uploaded}, or a message. */
export async function POST(request: Request): Promise<Response> {
  try {
    await requireSameOrigin();
    const viewer = await requireUser('/batches');
    const query = new URL(request.url).searchParams;
    const about = { workspace: query.get('workspace') ?? '', model: query.get('model') ?? '' };
    const body = Readable.fromWeb((request.body ?? new Blob().stream()) as ReadableStream<Uint8Array>);
    return Response.json(await takeUpload(viewer, { ...about, filename: query.get('name') ?? 'file' }, body));
  } catch (thrown) {
    if (isWayOut(thrown)) return Response.json({ message: SIGNED_OUT }, { status: 401 });
    await noteRefusedForm(thrown, '/batches/upload');
    const { code, message } = toGatewayError(thrown);
    return Response.json({ message }, { status: ERROR_CODES[code].status });
  }
}
