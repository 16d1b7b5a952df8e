import { AwsClient } from 'aws4fetch';
import type { Destination } from './destination';

export interface S3Options {
  bucket: string;
  /** Without slashes at its ends; '' for none. */
  prefix: string;
  region: string;
  /** Of another S3-compatible storage, addressed by path; absent: Amazon's, by host. */
  endpoint: string | undefined;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

const WITHIN_MS = 120_000;

/** S3, or what speaks it. Each request is signed (signature version 4) and tried again on 5xx and 429. */
export function s3Destination({ bucket, prefix, endpoint, ...credentials }: S3Options): Destination {
  const client = new AwsClient({ ...credentials, service: 's3', retries: 5 });
  const base =
    endpoint === undefined
      ? `https://${bucket}.s3.${credentials.region}.amazonaws.com`
      : `${endpoint.replace(/\/$/, '')}/${bucket}`;
  const ask = (method: string, key: string, body?: Uint8Array<ArrayBuffer>) =>
    client.fetch(`${base}/${prefix === '' ? key : `${prefix}/${key}`}`, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(WITHIN_MS),
      ...(body !== undefined && { body }),
    });
  const failed = (method: string, key: string, status: number) =>
    new Error(`${method} ${key} in the bucket ${bucket} was answered with ${status}`);
  return {
    async put(key, bytes) {
      const response = await ask('PUT', key, new Uint8Array(bytes));
      await response.arrayBuffer();
      if (!response.ok) throw failed('PUT', key, response.status);
    },
    async get(key) {
      const response = await ask('GET', key);
      const text = await response.text();
      if (response.status === 404) return undefined;
      if (!response.ok) throw failed('GET', key, response.status);
      return text;
    },
  };
}
