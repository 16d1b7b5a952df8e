import type { Ask, PromptSegment } from '../ask';
import { asNumber, asRecord, asRecords, asText, type Json } from '../json';
import { ProblemError } from '../problem';
import { contentSegments, contentText, MESSAGE_OVERHEAD } from './parse-content';
import { parseEffort, parseFormat, parseToolChoice, parseTools, requireModel } from './parse-options';

/** Reads a responses request; `input` is a text or a list of items. */
export function parseResponses(body: Json): Ask {
  const model = requireModel(body);
  const items = inputItems(body['input']);
  const tools = parseTools(body);
  const reasoning = asRecord(body['reasoning']);
  return {
    model,
    stream: body['stream'] === true,
    segments: promptSegments(body, items),
    lastUserText: contentText(items.findLast((item) => item['role'] === 'user')?.['content']),
    afterToolResult: items.at(-1)?.['type'] === 'function_call_output',
    tools,
    toolChoice: parseToolChoice(body['tool_choice'], tools),
    parallelTools: body['parallel_tool_calls'] !== false,
    format: parseFormat(asRecord(body['text'])?.['format']),
    maxTokens: asNumber(body['max_output_tokens']),
    stop: [],
    choices: 1,
    reasoning: parseEffort(reasoning?.['effort']),
    showReasoning: reasoning?.['summary'] !== undefined && reasoning['summary'] !== null,
    includeUsage: true,
  };
}

function inputItems(input: unknown): Json[] {
  if (typeof input === 'string') return [{ role: 'user', content: input }];
  const items = asRecords(input);
  if (items.length > 0) return items;
  const message = "Missing required parameter: 'input'.";
  throw new ProblemError({ status: 400, message, param: 'input' });
}

function promptSegments(body: Json, items: readonly Json[]): PromptSegment[] {
  const tools = asRecords(body['tools']).map((tool) => ({ text: JSON.stringify(tool) }));
  const instructions = asText(body['instructions']);
  return [
    ...tools,
    ...(instructions === undefined ? [] : contentSegments(instructions)),
    ...items.flatMap(itemSegments),
    { text: '', overheadTokens: 3 },
  ];
}

function itemSegments(item: Json): PromptSegment[] {
  if (item['role'] !== undefined) return contentSegments(item['content']);
  const spoken = asText(item['output']) ?? asText(item['arguments']);
  return [{ text: spoken ?? JSON.stringify(item), overheadTokens: MESSAGE_OVERHEAD }];
}
