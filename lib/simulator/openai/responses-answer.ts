import { countOutput, type Answer, type Choice, type SimulatedCall } from '../answer';
import type { Ask } from '../ask';
import type { Json } from '../json';
import type { Quirks } from '../wire';
import { responsesUsage } from './responses-usage';

export function responsesId(answer: Answer): string {
  return `resp_${answer.id}`;
}

export function reasoningItem(ask: Ask, answer: Answer, choice: Choice): Json {
  const text = choice.reasoning.join('');
  const summary = ask.showReasoning ? [{ type: 'summary_text', text }] : [];
  return { id: `rs_${answer.id}`, type: 'reasoning', summary };
}

export function textPart(text: string): Json {
  return { type: 'output_text', text, annotations: [], logprobs: [] };
}

export function messageItem(answer: Answer, choice: Choice, status: 'in_progress' | 'completed'): Json {
  const content = status === 'completed' ? [textPart(choice.text.join(''))] : [];
  return { id: `msg_${answer.id}`, type: 'message', status, role: 'assistant', content };
}

export function callItem(call: SimulatedCall, status: 'in_progress' | 'completed'): Json {
  return {
    id: `fc_${call.id}`,
    type: 'function_call',
    status,
    call_id: `call_${call.id}`,
    name: call.name,
    arguments: status === 'completed' ? call.pieces.join('') : '',
  };
}

/** Output items of a finished answer, in order. */
export function outputItems(ask: Ask, answer: Answer): Json[] {
  const choice = answer.choices[0];
  if (!choice) return [];
  const items: Json[] = [];
  if (choice.reasoning.length > 0) items.push(reasoningItem(ask, answer, choice));
  if (choice.calls.length === 0) items.push(messageItem(answer, choice, 'completed'));
  for (const call of choice.calls) items.push(callItem(call, 'completed'));
  return items;
}

/** The response object; `output` and `usage` are there when it has ended. */
export function responseObject(answer: Answer, status: string, output: Json[], usage: Json | null): Json {
  return {
    id: responsesId(answer),
    object: 'response',
    created_at: answer.createdS,
    status,
    background: false,
    error: null,
    incomplete_details: status === 'incomplete' ? { reason: 'max_output_tokens' } : null,
    instructions: null,
    max_output_tokens: null,
    model: answer.model,
    output,
    parallel_tool_calls: true,
    previous_response_id: null,
    service_tier: 'default',
    store: false,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage,
    user: null,
    metadata: {},
  };
}

/** How the response ended. */
export function endStatus(answer: Answer): 'completed' | 'incomplete' {
  return answer.choices[0]?.finish === 'length' ? 'incomplete' : 'completed';
}

/** A response that was not streamed, or the object in a stream's last event. */
export function responsesAnswer(ask: Ask, answer: Answer, quirks: Quirks): Json {
  const usage = responsesUsage(answer.prompt, countOutput(answer.choices));
  const missing = quirks.usage === 'missing';
  return responseObject(answer, endStatus(answer), outputItems(ask, answer), missing ? null : usage);
}
