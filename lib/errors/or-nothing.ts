import { GatewayError } from './gateway-error';

/** What a promise gives, or undefined where it says that there is no such thing (or none that the viewer may see). */
export async function orNothing<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'not_found') return undefined;
    throw error;
  }
}
