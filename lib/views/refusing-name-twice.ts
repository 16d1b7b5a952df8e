import { GatewayError } from '@/lib/errors/gateway-error';

/** Runs a write; a name that its owner has already is a `conflict`. */
export async function refusingNameTwice<R>(write: () => Promise<R>): Promise<R> {
  try {
    return await write();
  } catch (cause) {
    // Prisma's word for a unique index.
    if (cause instanceof Error && 'code' in cause && cause.code === 'P2002')
      throw new GatewayError('conflict', 'You have a view of this name already.', { param: 'name', cause });
    throw cause;
  }
}
