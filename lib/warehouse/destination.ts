import { folderDestination } from './folder-destination';
import { s3Destination } from './s3-destination';

/** Where files of a day go. A file is there whole or not at all; one that is put again replaces the former. */
export interface Destination {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Undefined: there is none. */
  get(key: string): Promise<string | undefined>;
}

export class WrongDestinationError extends Error {}

/**
 * `file:///folder`, or `s3://bucket/prefix?region=R&endpoint=https://…` with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
 * Throws {@link WrongDestinationError} with one line that never has a credential in it.
 */
export function openDestination(
  address: string,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Destination {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'file:') return folderDestination(url);
  if (url?.protocol !== 's3:' || url.hostname === '')
    throw new WrongDestinationError(
      'TOLLGATE_EXPORT_URL must read file:///folder or s3://bucket/prefix?region=…',
    );
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION } = variables;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
    throw new WrongDestinationError('An export to s3:// needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.');
  return s3Destination({
    bucket: url.hostname,
    prefix: url.pathname.replace(/^\/|\/$/g, ''),
    region: url.searchParams.get('region') ?? AWS_REGION ?? 'us-east-1',
    endpoint: url.searchParams.get('endpoint') ?? undefined,
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  });
}
