import type { ChatChoice, ChatResponse, ToolCall } from '../chat';
import { stringifyExact } from '../exact-json';
import { arrayOf, countOf, type JsonRecord, recordOf, textOf } from '../json-value';
import { readAnswerContent } from './answer-content';
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
  const { text, thinking } = readAnswerContent(message['content']);
  const reasoning = decodeReasoning(message);
  if (thinking !== undefined) reasoning.push({ text: thinking, origin: 'openai-chat' });
  const choice: ChatChoice = {
    index: countOf(wire['index']) ?? at,
    content: text === undefined ? [] : [{ type: 'text', text }],
    toolCalls: arrayOf(message['tool_calls']).map((call, callAt) => readCall(recordOf(call), callAt)),
    reasoning,
    finishReason: readFinishReason(wire['finish_reason']),
  };
  const refusal = textOf(message['refusal']);
  if (refusal !== undefined) choice.refusal = refusal;
  if (wire['logprobs'] != null) choice.logprobs = wire['logprobs'];
  // Some servers say `stop` after tool calls.
  if (choice.toolCalls.length > 0 && choice.finishReason === 'stop') choice.finishReason = 'tool_calls';
  return choice;
}

function readCall(wire: JsonRecord, at: number): ToolCall {
  const fn = recordOf(wire['function']);
  const args = fn['arguments'];
  const call: ToolCall = {
    id: textOf(wire['id']) ?? `call_${at}`,
    name: textOf(fn['name']) ?? '',
    arguments: typeof args === 'string' ? args : stringifyExact(args ?? {}),
  };
  const signature = textOf(recordOf(recordOf(wire['extra_content'])['google'])['thought_signature']);
  if (signature !== undefined) call.signature = signature;
  return call;
}
