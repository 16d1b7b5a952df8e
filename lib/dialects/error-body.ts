import { countOf, isRecord, type JsonRecord, recordOf, textOf, tryParseJson } from './json-value';

/** What an error answer says, before anyone has decided what it means. */
export interface ErrorBody {
  message?: string;
  /** All the machine-readable names in it, lower case: type, code, status, reason. */
  names: string[];
  /** The vendor's most exact name for it. */
  code?: string;
  param?: string;
  /** A numeric HTTP status inside the body. */
  status?: number;
  /** The error object itself. */
  raw: JsonRecord;
}

/** FastAPI's list of complaints (vLLM, Mistral, SGLang). */
function readDetail(detail: unknown): string | undefined {
  if (typeof detail === 'string') return textOf(detail);
  if (!Array.isArray(detail)) return textOf(recordOf(detail)['message']);
  const first = recordOf(detail[0]);
  const message = textOf(first['msg']);
  const loc = Array.isArray(first['loc']) ? first['loc'].join('.') : undefined;
  return message !== undefined && loc !== undefined ? `${loc}: ${message}` : message;
}

function httpStatusOf(value: unknown): number | undefined {
  const number = countOf(typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value);
  return number !== undefined && number >= 400 && number <= 599 ? number : undefined;
}

function describe(error: JsonRecord, message: string | undefined): ErrorBody {
  const code = textOf(error['code']);
  const type = textOf(error['type']);
  const status = textOf(error['status']);
  const body: ErrorBody = {
    raw: error,
    names: [code, type, status].filter((name) => name !== undefined).map((name) => name.toLowerCase()),
  };
  const named = code !== undefined && !/^\d+$/.test(code) ? code : (status ?? type);
  if (message !== undefined) body.message = message;
  if (named !== undefined) body.code = named;
  const param = textOf(error['param']);
  if (param !== undefined) body.param = param;
  const httpStatus = httpStatusOf(error['code']) ?? httpStatusOf(error['status']);
  if (httpStatus !== undefined) body.status = httpStatus;
  return body;
}

/** The error inside a parsed body of any vendor's shape; undefined when the body is no error. */
export function findErrorBody(parsed: unknown): ErrorBody | undefined {
  const outer = Array.isArray(parsed) ? recordOf(parsed[0]) : recordOf(parsed);
  const error = outer['error'];
  if (typeof error === 'string' && error !== '') return describe(outer, textOf(outer['message']) ?? error);
  if (isRecord(error)) return describe(error, textOf(error['message']) ?? readDetail(error['detail']));
  if (outer['object'] === 'error' || outer['type'] === 'error')
    return describe(outer, textOf(outer['message']));
  return undefined;
}

/** The same for an answer whose status already says that it is an error. */
export function readErrorBody(text: string): ErrorBody {
  const parsed = tryParseJson(text);
  const found = findErrorBody(parsed);
  if (found !== undefined) return found;
  if (isRecord(parsed)) {
    return describe(parsed, textOf(parsed['message']) ?? readDetail(parsed['detail']));
  }
  const plain = text.trim();
  const isMarkup = plain.startsWith('<');
  return plain === '' || isMarkup ? { names: [], raw: {} } : { names: [], raw: {}, message: plain };
}
