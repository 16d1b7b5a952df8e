import { Readable } from 'node:stream';
import { isWayOut } from '@/components/forms/lost-words';
import { openBatchFile } from '@/lib/batches/open-batch-file';
import { ERROR_CODES } from '@/lib/errors/codes';
import { toGatewayError } from '@/lib/errors/to-error';
import { requireUser } from '@/lib/users/require-user';

/** A file of a batch, streamed. */
export async function GET(request: Request, { params }: RouteContext<'/batches/files/[id]'>) {
  try {
    const viewer = await requireUser('/batches');
    const batch = new URL(request.url).searchParams.get('batch') ?? '';
    const { filename, content } = await openBatchFile(viewer, batch, (await params).id);
    const headers = {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="${filename.replace(/[^\w.-]/g, '_')}"`,
    };
    return new Response(Readable.toWeb(Readable.from(content)) as ReadableStream, { headers });
  } catch (thrown) {
    if (isWayOut(thrown)) throw thrown;
    const { code, message } = toGatewayError(thrown);
    return new Response(message, { status: ERROR_CODES[code].status });
  }
}
