import { answerByRoute } from '@/lib/gateway/route-door';

// The same doors as in the gateway process, for `next dev` and for hosts that run only Next.
export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = answerByRoute;
export const POST = answerByRoute;
export const PUT = answerByRoute;
export const PATCH = answerByRoute;
export const DELETE = answerByRoute;
