import type { Ask, AskedChoice, AskedFormat, AskedTool, PromptSegment } from '../ask';
import { asNumber, asRecord, asRecords, asText, asTexts, type Json } from '../json';
import { ProblemError } from '../problem';
import type { WirePath } from '../wire';

const IMAGE_TOKENS = 258;
const MESSAGE_OVERHEAD = 3;

/** Reads a generateContent request; model and streaming stand in the address. */
export function parseGenerate(body: Json, path: WirePath): Ask {
  const contents = asRecords(body['contents']);
  if (contents.length === 0) {
    throw new ProblemError({
      status: 400,
      message: '* GenerateContentRequest.contents: contents is not specified',
    });
  }
  const config = asRecord(body['generationConfig']) ?? {};
  const thinking = asRecord(config['thinkingConfig']);
  const lastParts = asRecords(contents.findLast((content) => content['role'] !== 'model')?.['parts']);
  return {
    model: path.model ?? '',
    stream: path.stream ?? false,
    segments: promptSegments(body, contents),
    lastUserText: lastParts.map((part) => asText(part['text']) ?? '').join(' '),
    afterToolResult: lastParts.some((part) => part['functionResponse'] !== undefined),
    tools: parseTools(body),
    toolChoice: parseToolChoice(body),
    parallelTools: true,
    format: parseFormat(config),
    maxTokens: asNumber(config['maxOutputTokens']),
    stop: asTexts(config['stopSequences']),
    choices: Math.min(8, Math.max(1, asNumber(config['candidateCount']) ?? 1)),
    reasoning: parseThinking(thinking),
    showReasoning: thinking?.['includeThoughts'] === true,
    includeUsage: true,
    requestSeed: asNumber(config['seed']),
  };
}

function parseTools(body: Json): AskedTool[] {
  const declarations = asRecords(body['tools']).flatMap((tool) => asRecords(tool['functionDeclarations']));
  return declarations.flatMap((tool) => {
    const name = asText(tool['name']);
    const schema = asRecord(tool['parametersJsonSchema']) ?? asRecord(tool['parameters']) ?? {};
    return name ? [{ name, schema }] : [];
  });
}

function parseToolChoice(body: Json): AskedChoice {
  const config = asRecord(asRecord(body['toolConfig'])?.['functionCallingConfig']);
  const [only, ...others] = asTexts(config?.['allowedFunctionNames']);
  if (config?.['mode'] === 'NONE') return { kind: 'none' };
  if (config?.['mode'] !== 'ANY') return { kind: 'auto' };
  return only !== undefined && others.length === 0 ? { kind: 'tool', name: only } : { kind: 'required' };
}

function parseFormat(config: Json): AskedFormat {
  if (config['responseMimeType'] !== 'application/json') return { kind: 'text' };
  const schema = asRecord(config['responseJsonSchema']) ?? asRecord(config['responseSchema']);
  return schema ? { kind: 'json_schema', schema } : { kind: 'json_object' };
}

function parseThinking(thinking: Json | undefined): Ask['reasoning'] {
  const budgetTokens = asNumber(thinking?.['thinkingBudget']);
  if (!thinking || budgetTokens === 0) return { effort: 'none' };
  return budgetTokens === undefined || budgetTokens < 0
    ? { effort: 'medium' }
    : { effort: 'medium', budgetTokens };
}

function promptSegments(body: Json, contents: readonly Json[]): PromptSegment[] {
  const system = asRecord(body['systemInstruction']) ?? asRecord(body['system_instruction']);
  return [
    ...(asRecords(body['tools']).length > 0 ? [{ text: JSON.stringify(body['tools']) }] : []),
    ...[system ?? {}, ...contents].flatMap((content) => asRecords(content['parts']).map(partSegment)),
  ];
}

function partSegment(part: Json): PromptSegment {
  const image = asRecord(part['inlineData']) ?? asRecord(part['fileData']);
  if (image) return { text: JSON.stringify(image), imageTokens: IMAGE_TOKENS };
  return { text: asText(part['text']) ?? JSON.stringify(part), overheadTokens: MESSAGE_OVERHEAD };
}
