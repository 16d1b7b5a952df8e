import type { DialectName } from '@/lib/dialects/types';
import { EgressError } from '@/lib/egress/egress-error';
import type { FailureKind } from './schemas';

export interface Failure {
  kind: FailureKind;
  message: string;
}

const TIMEOUTS =
  /^(UND_ERR_CONNECT_TIMEOUT|UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|ETIMEDOUT|TimeoutError)$/;
const TLS =
  /^(ERR_TLS_|ERR_SSL_|CERT_|EPROTO$|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_)/;

/** Why a call failed before an answer came, in plain words. Pure; quotes nothing that was sent. */
export function explainFailure(error: unknown, host: string, timeoutMs: number): Failure {
  if (error instanceof EgressError) return { kind: 'address', message: error.message };
  const code = codeOf(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { kind: 'dns', message: `No address is known for the name ${host}. Is the base URL right?` };
  if (code === 'ECONNREFUSED')
    return { kind: 'refused', message: `Nothing answers at ${host}: the connection was refused.` };
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH')
    return { kind: 'refused', message: `There is no way to ${host} from this machine.` };
  if (TIMEOUTS.test(code))
    return { kind: 'timeout', message: `${host} did not answer within ${timeoutMs / 1_000} s.` };
  if (TLS.test(code)) return { kind: 'tls', message: tlsWords(code, host) };
  return { kind: 'broken', message: `${host} broke the connection off (${code}).` };
}

function tlsWords(code: string, host: string): string {
  if (code === 'CERT_HAS_EXPIRED') return `The certificate of ${host} has expired.`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `The certificate is of another name than ${host}.`;
  if (/SELF_SIGNED|UNABLE_TO_/.test(code))
    return `The certificate of ${host} is signed by nobody that this machine trusts.`;
  return `${host} does not speak TLS as it should (${code}). Should the base URL begin with http:// ?`;
}

/** Of an error, or of the one that caused it. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error.cause instanceof Error) return codeOf(error.cause);
  return error.name;
}

/** What an answer with this status says about the settings; undefined: it is an answer to go on with. Pure. */
export function explainStatus(status: number, hasKey: boolean, dialect: DialectName): Failure | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 400 && dialect === 'gemini')
    return {
      kind: 'key',
      message: 'The provider refuses the question, as Gemini does with a key that is not valid (HTTP 400).',
    };
  if (status === 401 || status === 403)
    return {
      kind: 'key',
      message: hasKey
        ? `The provider refuses this key (HTTP ${status}).`
        : `The provider asks for a key (HTTP ${status}).`,
    };
  if (status >= 300 && status < 400)
    return {
      kind: 'redirect',
      message: `The provider sends elsewhere (HTTP ${status}), which is not followed. Give the address that it means.`,
    };
  if (status === 404 || status === 405)
    return {
      kind: 'path',
      message: `There is no list of models below this base URL (HTTP ${status}). Is its path right, such as /v1?`,
    };
  if (status === 429)
    return { kind: 'busy', message: 'The provider answers, and says: too many requests (HTTP 429).' };
  if (status >= 500)
    return { kind: 'server', message: `The provider answers with an error of its own (HTTP ${status}).` };
  return {
    kind: 'dialect',
    message: `The provider does not understand the question (HTTP ${status}). Is the dialect right?`,
  };
}
