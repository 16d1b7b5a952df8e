import type { GatewayError } from '@/lib/errors/gateway-error';
import type { UpstreamError } from '../chat';
import { ERROR_READING } from '../openai-chat/error';
import { readErrorAnswer } from '../read-error-answer';
import { writeNamedFrame } from '../sse-frame';

export { ERROR_READING };
/** The same shape as the vendor's other API. */
export { writeError } from '../openai-chat/error';

export function readError(status: number, body: string): UpstreamError | undefined {
  return readErrorAnswer(status, body, ERROR_READING);
}

/** A flat object here, unlike in an answer. */
export function writeStreamError(error: GatewayError): string {
  return writeErrorEvent(error.code, error.message, error.param);
}

/** A provider's error in the middle of a stream, as a client sees it. */
export function writeUpstreamError({ code, kind, message, param }: UpstreamError): string {
  return writeErrorEvent(code ?? kind, message, param);
}

function writeErrorEvent(code: string, message: string, param: string | undefined): string {
  return writeNamedFrame('error', { type: 'error', code, message, param: param ?? null, sequence_number: 0 });
}
