import type { ChatChoice, ChatResponse, ContentPart, ToolCall } from '../chat';
import { arrayOf, countOf, type JsonRecord, recordOf, textOf } from '../json-value';
import { readFinishReason } from './finish-reason';
import { decodeReasoning } from './messages-decode';
import { readUsage } from './usage';

/** Reads a vendor's answer; whatever is missing is left out. */
export function decodeResponse(body: unknown): ChatResponse {
  const wire = recordOf(body);
  const response: ChatResponse = {
    id: textOf(wire['id']) ?? '',
    model: textOf(wire['model']) ?? '',
    choices: arrayOf(wire['choices']).map((choice, at) => decodeChoice(recordOf(choice), at)),
    usage: readUsage(wire) ?? { meters: {}, provenance: 'none' },
  };
  const createdS = countOf(wire['created']);
  if (createdS !== undefined) response.createdS = createdS;
  return response;
}

function decodeChoice(wire: JsonRecord, at: number): ChatChoice {
  const message = recordOf(wire['message']);
  const choice: ChatChoice = {
    index: countOf(wire['index']) ?? at,
    content: readContent(message['content']),
    toolCalls: arrayOf(message['tool_calls']).map((call, callAt) => readCall(recordOf(call), callAt)),
    reasoning: decodeReasoning(message),
    finishReason: readFinishReason(wire['finish_reason']),
  };
  const refusal = textOf(message['refusal']);
  if (refusal !== undefined) choice.refusal = refusal;
  if (wire['logprobs'] != null) choice.logprobs = wire['logprobs'];
  // Some servers say `stop` after tool calls.
  if (choice.toolCalls.length > 0 && choice.finishReason === 'stop') choice.finishReason = 'tool_calls';
  return choice;
}

/** Mistral and others answer with an array of parts. */
function readContent(content: unknown): ContentPart[] {
  const whole = textOf(content);
  if (whole !== undefined) return [{ type: 'text', text: whole }];
  return arrayOf(content).flatMap((part): ContentPart[] => {
    const text = textOf(recordOf(part)['text']);
    return text === undefined ? [] : [{ type: 'text', text }];
  });
}

function readCall(wire: JsonRecord, at: number): ToolCall {
  const fn = recordOf(wire['function']);
  const args = fn['arguments'];
  const call: ToolCall = {
    id: textOf(wire['id']) ?? `call_${at}`,
    name: textOf(fn['name']) ?? '',
    arguments: typeof args === 'string' ? args : JSON.stringify(args ?? {}),
  };
  const signature = textOf(recordOf(recordOf(wire['extra_content'])['google'])['thought_signature']);
  if (signature !== undefined) call.signature = signature;
  return call;
}
