import type { ChatRequest, ToolDefinition } from '../chat';
import type { JsonRecord } from '../json-value';
import type { RequestBody, ToolBody } from './schemas';

export function decodeTools(tools: readonly ToolBody[]): Pick<ChatRequest, 'tools' | 'nativeTools'> {
  const functions: ToolDefinition[] = [];
  const nativeTools: { path: string; value: unknown }[] = [];
  tools.forEach((tool, at) => {
    const { functionDeclarations, ...others } = tool;
    for (const { name, description, parameters, parametersJsonSchema } of functionDeclarations ?? []) {
      const schema = parametersJsonSchema ?? parameters;
      functions.push({
        name,
        ...(description === undefined ? {} : { description }),
        ...(schema === undefined ? {} : { parameters: schema }),
      });
    }
    if (Object.keys(others).length > 0) nativeTools.push({ path: `tools[${at}]`, value: others });
  });
  return {
    ...(functions.length > 0 ? { tools: functions } : {}),
    ...(nativeTools.length > 0 ? { nativeTools } : {}),
  };
}

export function decodeToolChoice({ toolConfig }: RequestBody, request: ChatRequest): void {
  const config = toolConfig?.functionCallingConfig;
  const [only, ...more] = config?.allowedFunctionNames ?? [];
  if (config?.mode === 'NONE') request.toolChoice = { kind: 'none' };
  else if (config?.mode === 'ANY')
    request.toolChoice =
      only !== undefined && more.length === 0 ? { kind: 'tool', name: only } : { kind: 'required' };
  else if (config?.mode !== undefined) request.toolChoice = { kind: 'auto' };
}

export function encodeTool({ name, description, parameters }: ToolDefinition): JsonRecord {
  return { name, description, parametersJsonSchema: parameters };
}

const MODES = { auto: 'AUTO', none: 'NONE', required: 'ANY', tool: 'ANY' } as const;

export function encodeToolConfig({ toolChoice }: ChatRequest): JsonRecord | undefined {
  if (toolChoice === undefined) return undefined;
  const allowedFunctionNames = toolChoice.kind === 'tool' ? [toolChoice.name] : undefined;
  return { functionCallingConfig: { mode: MODES[toolChoice.kind], allowedFunctionNames } };
}
