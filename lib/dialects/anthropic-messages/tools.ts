import { GatewayError } from '@/lib/errors/gateway-error';
import { readCacheMarker } from '../cache-marker';
import type { ChatRequest, ToolDefinition } from '../chat';
import { closeSchema } from './close-schema';
import { encodeCacheMarker } from './content-encode';
import type { JsonRecord } from '../json-value';
import type { RequestBody, ToolBody } from './schemas';

export function decodeTools(tools: readonly ToolBody[]): Pick<ChatRequest, 'tools' | 'nativeTools'> {
  const functions: ToolDefinition[] = [];
  const nativeTools: { path: string; value: unknown }[] = [];
  tools.forEach((tool, at) => {
    if (tool.type != null && tool.type !== 'custom') nativeTools.push({ path: `tools[${at}]`, value: tool });
    else functions.push(decodeTool(tool, at));
  });
  return {
    ...(functions.length > 0 ? { tools: functions } : {}),
    ...(nativeTools.length > 0 ? { nativeTools } : {}),
  };
}

function decodeTool(tool: ToolBody, at: number): ToolDefinition {
  const param = `tools[${at}].input_schema`;
  if (tool.input_schema === undefined)
    throw new GatewayError('invalid_request', `Missing required parameter: '${param}'.`, { param });
  const cacheMarker = readCacheMarker(tool['cache_control']);
  return {
    name: tool.name,
    parameters: tool.input_schema,
    ...(tool.description == null ? {} : { description: tool.description }),
    ...(tool.strict == null ? {} : { strict: tool.strict }),
    ...(cacheMarker === undefined ? {} : { cacheMarker }),
  };
}

export function decodeToolChoice({ tool_choice: choice }: RequestBody, request: ChatRequest): void {
  if (choice == null) return;
  if (choice.type === 'tool') request.toolChoice = { kind: 'tool', name: choice.name };
  else request.toolChoice = { kind: choice.type === 'any' ? 'required' : choice.type };
  const disabled = choice['disable_parallel_tool_use'];
  if (typeof disabled === 'boolean') request.parallelToolCalls = !disabled;
  const needsTools = choice.type === 'any' || choice.type === 'tool';
  if (needsTools && request.tools === undefined && request.nativeTools === undefined)
    throw new GatewayError('invalid_request', "'tool_choice' is only allowed when 'tools' are given.", {
      param: 'tool_choice',
    });
}

export function encodeTool({
  name,
  description,
  parameters,
  strict,
  cacheMarker,
}: ToolDefinition): JsonRecord {
  return {
    name,
    description,
    input_schema: closeWhere(strict === true, { type: 'object', ...parameters }),
    strict: strict === true ? true : undefined,
    cache_control: encodeCacheMarker(cacheMarker),
  };
}

/** Strict tools are closed ones. */
const closeWhere = (strict: boolean, schema: JsonRecord): unknown => (strict ? closeSchema(schema) : schema);

const CHOICE_TYPES = { auto: 'auto', none: 'none', required: 'any', tool: 'tool' } as const;

/** Parallel calls are a matter of the tool choice here. */
export function encodeToolChoice({ toolChoice, parallelToolCalls }: ChatRequest): JsonRecord | undefined {
  const single = parallelToolCalls === false ? { disable_parallel_tool_use: true } : {};
  if (toolChoice === undefined) return parallelToolCalls === false ? { type: 'auto', ...single } : undefined;
  const type = CHOICE_TYPES[toolChoice.kind];
  if (toolChoice.kind === 'none') return { type };
  return toolChoice.kind === 'tool' ? { type, name: toolChoice.name, ...single } : { type, ...single };
}
