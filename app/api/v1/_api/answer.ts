import { requireRight } from '@/lib/access/may';
import { noteRefusal } from '@/lib/access/refusals/note-refusal';
import { clientAddress } from '@/lib/users/client-address';
import { identifyCaller, type ReadSession } from '@/lib/users/identify-caller';
import type { Viewer } from '@/lib/users/viewer';
import { ALWAYS, errorResponse } from './error-response';
import { readJsonBody, readQuery, refuseUnstorable } from './read-input';
import type { Route } from './route';
import { streamResponse } from './stream-response';

const NOBODY: Viewer = { id: '', email: '', role: 'none' };

/** Answers one request at a declared door: authorise, read, check, handle. Never throws. */
export async function answer(
  route: Route,
  request: Request,
  params: Record<string, string>,
  session: ReadSession,
): Promise<Response> {
  let caller: Viewer | undefined;
  try {
    if (route.access !== 'public') {
      caller = await identifyCaller(request, session);
      requireRight(caller, route.access);
    }
    // Whoever may not do it learns nothing of what would have been wrong with it, so this comes second.
    const query = readQuery(request);
    const body = await readJsonBody(request);
    const { signal } = request;
    const reply = await route.run({
      params: refuseUnstorable(params),
      query,
      body,
      signal,
      caller: caller ?? NOBODY,
    });
    if (reply.response !== undefined) return reply.response;
    if (reply.stream !== undefined) return streamResponse(reply.stream, { ...reply.headers });
    const headers = { ...ALWAYS, ...reply.headers };
    return Response.json(reply.body, { status: route.status, headers });
  } catch (error) {
    const response = errorResponse(error);
    const { method, path } = route;
    const asked = { address: clientAddress(request.headers), method, route: path };
    const requestId = noteRefusal(error, asked, caller);
    if (requestId !== undefined) response.headers.set('x-request-id', requestId);
    return response;
  }
}
