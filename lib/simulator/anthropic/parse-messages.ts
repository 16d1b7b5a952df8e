import type { Ask, AskedChoice, AskedFormat, AskedTool, PromptSegment } from '../ask';
import { asNumber, asRecord, asRecords, asText, asTexts, type Json } from '../json';
import { ProblemError } from '../problem';
import { blockSegment, contentSegments, contentText } from './parse-blocks';

function refuse(message: string): never {
  throw new ProblemError({ status: 400, message });
}

/** Reads a messages request; `max_tokens` is demanded, but not when tokens are only counted. */
export function parseMessages(body: Json, demandMaxTokens = true): Ask {
  const model = asText(body['model']) ?? refuse('model: Field required');
  const maxTokens = asNumber(body['max_tokens']);
  if (demandMaxTokens && maxTokens === undefined) refuse('max_tokens: Field required');
  const messages = asRecords(body['messages']);
  if (messages.length === 0) refuse('messages: at least one message is required');
  const choice = asRecord(body['tool_choice']);
  const last = messages.findLast((message) => message['role'] === 'user');
  return {
    model,
    stream: body['stream'] === true,
    segments: promptSegments(body, messages),
    lastUserText: contentText(last?.['content']),
    afterToolResult: asRecords(last?.['content']).some((block) => block['type'] === 'tool_result'),
    tools: parseTools(body),
    toolChoice: parseToolChoice(choice),
    parallelTools: choice?.['disable_parallel_tool_use'] !== true,
    format: parseFormat(body),
    maxTokens,
    stop: asTexts(body['stop_sequences']),
    choices: 1,
    reasoning: parseThinking(body, maxTokens),
    showReasoning: true,
    includeUsage: true,
  };
}

function parseTools(body: Json): AskedTool[] {
  return asRecords(body['tools']).flatMap((tool) => {
    const name = asText(tool['name']);
    return name ? [{ name, schema: asRecord(tool['input_schema']) ?? {} }] : [];
  });
}

function parseToolChoice(choice: Json | undefined): AskedChoice {
  switch (choice?.['type']) {
    case 'any':
      return { kind: 'required' };
    case 'none':
      return { kind: 'none' };
    case 'tool':
      return { kind: 'tool', name: asText(choice['name']) ?? '' };
    default:
      return { kind: 'auto' };
  }
}

function parseFormat(body: Json): AskedFormat {
  const format = asRecord(asRecord(body['output_config'])?.['format']) ?? asRecord(body['output_format']);
  if (format?.['type'] !== 'json_schema') return { kind: 'text' };
  return { kind: 'json_schema', schema: asRecord(format['schema']) ?? {} };
}

function parseThinking(body: Json, maxTokens: number | undefined): Ask['reasoning'] {
  const thinking = asRecord(body['thinking']);
  if (thinking?.['type'] === 'adaptive') return { effort: 'medium' };
  if (thinking?.['type'] !== 'enabled') return { effort: 'none' };
  const budgetTokens = asNumber(thinking['budget_tokens']);
  if (budgetTokens === undefined || budgetTokens < 1024) {
    refuse('thinking.budget_tokens: Input should be greater than or equal to 1024');
  }
  if (maxTokens !== undefined && budgetTokens >= maxTokens) {
    refuse('`max_tokens` must be greater than `thinking.budget_tokens`.');
  }
  return { effort: 'medium', budgetTokens };
}

/** Tools, system, messages: the order in which Anthropic caches. */
function promptSegments(body: Json, messages: readonly Json[]): PromptSegment[] {
  const segments = [
    ...asRecords(body['tools']).map(blockSegment),
    ...contentSegments(body['system']),
    ...messages.flatMap((message) => contentSegments(message['content'])),
  ];
  const last = segments.at(-1);
  const whole = blockSegment({ cache_control: body['cache_control'] }).cacheTtl;
  if (last && whole) last.cacheTtl ??= whole;
  return segments;
}
