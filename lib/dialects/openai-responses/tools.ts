import { GatewayError } from '@/lib/errors/gateway-error';
import type { ChatRequest, ToolChoice, ToolDefinition } from '../chat';
import { textOf, type JsonRecord } from '../json-value';
import type { RequestBody, ToolBody } from './schemas';

export function decodeTools(tools: readonly ToolBody[]): Pick<ChatRequest, 'tools' | 'nativeTools'> {
  const functions: ToolDefinition[] = [];
  const nativeTools: { path: string; value: unknown }[] = [];
  tools.forEach((tool, at) => {
    if (tool.type === 'function') functions.push(decodeTool(tool, `tools[${at}].name`));
    else nativeTools.push({ path: `tools[${at}]`, value: tool });
  });
  return {
    ...(functions.length > 0 ? { tools: functions } : {}),
    ...(nativeTools.length > 0 ? { nativeTools } : {}),
  };
}

/** Without `strict` the API closes the schema itself; others would have to be given one that is closed. */
function decodeTool({ name, description, parameters, strict }: ToolBody, path: string): ToolDefinition {
  if (name === undefined || name === '')
    throw new GatewayError('invalid_request', `Missing required parameter: '${path}'.`, { param: path });
  return {
    name,
    ...(strict == null ? {} : { strict }),
    ...(description == null ? {} : { description }),
    ...(parameters == null ? {} : { parameters }),
  };
}

export function decodeToolChoice(wire: RequestBody, request: ChatRequest): void {
  if (wire.parallel_tool_calls != null) request.parallelToolCalls = wire.parallel_tool_calls;
  const choice = wire.tool_choice;
  if (choice == null) return;
  const name = typeof choice === 'string' ? undefined : textOf(choice['name']);
  if (typeof choice === 'string') request.toolChoice = { kind: choice };
  else if (choice.type === 'function' && name !== undefined) request.toolChoice = { kind: 'tool', name };
  else request.extra = { ...request.extra, tool_choice: choice };
  const needsTools = request.toolChoice?.kind === 'required' || request.toolChoice?.kind === 'tool';
  if (needsTools && request.tools === undefined && request.nativeTools === undefined)
    throw new GatewayError('invalid_request', "'tool_choice' is only allowed when 'tools' are given.", {
      param: 'tool_choice',
    });
}

export function encodeTool({ name, description, parameters, strict }: ToolDefinition): JsonRecord {
  return {
    type: 'function',
    name,
    description,
    parameters: parameters ?? { type: 'object', properties: {} },
    strict: strict ?? false,
  };
}

export function encodeToolChoice(choice: ToolChoice): unknown {
  return choice.kind === 'tool' ? { type: 'function', name: choice.name } : choice.kind;
}
