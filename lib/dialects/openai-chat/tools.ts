import { GatewayError } from '@/lib/errors/gateway-error';
import type { ChatRequest, ToolChoice, ToolDefinition } from '../chat';
import type { RequestBody, ToolBody } from './schemas';

export function decodeTools(tools: readonly ToolBody[]): Pick<ChatRequest, 'tools' | 'nativeTools'> {
  const functions: ToolDefinition[] = [];
  const nativeTools: { path: string; value: unknown }[] = [];
  tools.forEach((tool, at) => {
    if (tool.type !== 'function') nativeTools.push({ path: `tools[${at}]`, value: tool });
    else if (tool.function === undefined) throw missing(`tools[${at}].function`);
    else functions.push(decodeTool(tool.function));
  });
  return {
    ...(functions.length > 0 ? { tools: functions } : {}),
    ...(nativeTools.length > 0 ? { nativeTools } : {}),
  };
}

function decodeTool({
  name,
  description,
  parameters,
  strict,
}: NonNullable<ToolBody['function']>): ToolDefinition {
  return {
    name,
    ...(description == null ? {} : { description }),
    ...(parameters == null ? {} : { parameters }),
    ...(strict == null ? {} : { strict }),
  };
}

function missing(param: string): GatewayError {
  return new GatewayError('invalid_request', `Missing required parameter: '${param}'.`, { param });
}

export function decodeToolChoice(wire: RequestBody, request: ChatRequest): void {
  if (wire.parallel_tool_calls != null) request.parallelToolCalls = wire.parallel_tool_calls;
  const choice = wire.tool_choice;
  if (choice == null) return;
  if (typeof choice === 'string') request.toolChoice = { kind: choice };
  else if (choice.type !== 'function') request.extra = { ...request.extra, tool_choice: choice };
  else if (choice.function === undefined) throw missing('tool_choice.function');
  else request.toolChoice = { kind: 'tool', name: choice.function.name };
  checkChoice(request);
}

function checkChoice({ toolChoice, tools, nativeTools }: ChatRequest): void {
  const refuse = (message: string) => new GatewayError('invalid_request', message, { param: 'tool_choice' });
  const needsTools = toolChoice?.kind === 'required' || toolChoice?.kind === 'tool';
  if (needsTools && tools === undefined && nativeTools === undefined)
    throw refuse("'tool_choice' is only allowed when 'tools' are given.");
  if (toolChoice?.kind === 'tool' && !(tools ?? []).some((tool) => tool.name === toolChoice.name))
    throw refuse("Invalid value for 'tool_choice': no such function in 'tools'.");
}

export function encodeTool(tool: ToolDefinition): Record<string, unknown> {
  const { name, description, parameters, strict } = tool;
  return { type: 'function', function: { name, description, parameters, strict } };
}

export function encodeToolChoice(choice: ToolChoice): unknown {
  return choice.kind === 'tool' ? { type: 'function', function: { name: choice.name } } : choice.kind;
}
