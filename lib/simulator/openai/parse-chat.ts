import type { Ask, PromptSegment } from '../ask';
import { asNumber, asRecord, asRecords, asText, type Json } from '../json';
import { ProblemError } from '../problem';
import { contentSegments, contentText } from './parse-content';
import {
  parseEffort,
  parseFormat,
  parseStop,
  parseToolChoice,
  parseTools,
  requireModel,
} from './parse-options';

const MAX_CHOICES = 128;

/** Reads a chat completions request. */
export function parseChat(body: Json): Ask {
  const model = requireModel(body);
  const messages = asRecords(body['messages']);
  if (messages.length === 0) {
    const message = "Invalid 'messages': empty array. Expected an array with minimum length 1.";
    throw new ProblemError({ status: 400, message, param: 'messages' });
  }
  const tools = parseTools(body);
  const ask: Ask = {
    model,
    stream: body['stream'] === true,
    segments: promptSegments(body, messages),
    lastUserText: contentText(messages.findLast((message) => message['role'] === 'user')?.['content']),
    afterToolResult: messages.at(-1)?.['role'] === 'tool',
    tools,
    toolChoice: parseToolChoice(body['tool_choice'], tools),
    parallelTools: body['parallel_tool_calls'] !== false,
    format: parseFormat(body['response_format']),
    maxTokens: asNumber(body['max_completion_tokens']) ?? asNumber(body['max_tokens']),
    stop: parseStop(body['stop']),
    choices: Math.min(MAX_CHOICES, Math.max(1, asNumber(body['n']) ?? 1)),
    reasoning: parseEffort(body['reasoning_effort']),
    showReasoning: true,
    includeUsage: asRecord(body['stream_options'])?.['include_usage'] === true,
    requestSeed: asNumber(body['seed']),
  };
  return ask;
}

function promptSegments(body: Json, messages: readonly Json[]): PromptSegment[] {
  const tools = asRecords(body['tools']).map((tool) => ({ text: JSON.stringify(tool) }));
  const spoken = messages.flatMap((message) => [
    ...contentSegments(message['content']),
    ...asRecords(message['tool_calls']).map((call) => {
      const called = asRecord(call['function']);
      return { text: `${asText(called?.['name']) ?? ''} ${asText(called?.['arguments']) ?? ''}` };
    }),
  ]);
  return [...tools, ...spoken, { text: '', overheadTokens: 3 }];
}
