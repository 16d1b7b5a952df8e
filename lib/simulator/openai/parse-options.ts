import type { Ask, AskedChoice, AskedFormat, AskedTool } from '../ask';
import { asRecord, asRecords, asText, asTexts, type Json } from '../json';
import { ProblemError } from '../problem';

/** `tools` of chat (`{function:{…}}`) and of responses (flat). Hosted tools are not simulated. */
export function parseTools(body: Json): AskedTool[] {
  return asRecords(body['tools']).flatMap((tool) => {
    const definition = asRecord(tool['function']) ?? tool;
    const name = asText(definition['name']);
    return name ? [{ name, schema: asRecord(definition['parameters']) ?? {} }] : [];
  });
}

export function parseToolChoice(value: unknown, tools: readonly AskedTool[]): AskedChoice {
  if (value === 'none' || value === 'required' || value === 'auto') return { kind: value };
  const named = asRecord(value);
  const name = asText(asRecord(named?.['function'])?.['name']) ?? asText(named?.['name']);
  if (!name) return { kind: 'auto' };
  if (!tools.some((tool) => tool.name === name)) {
    const message = `Tool choice '${name}' not found in 'tools' parameter.`;
    throw new ProblemError({ status: 400, message, param: 'tool_choice' });
  }
  return { kind: 'tool', name };
}

/** `response_format` of chat and `text.format` of responses. */
export function parseFormat(value: unknown): AskedFormat {
  const format = asRecord(value);
  if (format?.['type'] === 'json_object') return { kind: 'json_object' };
  if (format?.['type'] !== 'json_schema') return { kind: 'text' };
  const schema = asRecord(asRecord(format['json_schema'])?.['schema']) ?? asRecord(format['schema']);
  return { kind: 'json_schema', schema: schema ?? {} };
}

export function parseStop(value: unknown): string[] {
  return typeof value === 'string' ? [value] : asTexts(value);
}

export function parseEffort(effort: unknown): Ask['reasoning'] {
  switch (effort) {
    case 'none':
    case 'low':
    case 'medium':
    case 'high':
      return { effort };
    case 'minimal':
      return { effort: 'low' };
    case 'xhigh':
      return { effort: 'high' };
    default:
      return undefined;
  }
}

/** Model name or the error that OpenAI gives without one. */
export function requireModel(body: Json): string {
  const model = asText(body['model']);
  if (model) return model;
  throw new ProblemError({ status: 400, message: 'you must provide a model parameter', param: 'model' });
}
