import type { ChatChoice, ChatResponse } from '../chat';
import { textsOf } from '../image-source';
import { arrayOf, recordOf, type JsonRecord } from '../json-value';
import { encodeReasoningOutput } from './reasoning-item';
import {
  writeCallItem,
  writeMessageItem,
  writeRefusalPart,
  writeResponseObject,
  writeTextPart,
} from './response-object';
import { writeUsage } from './usage';

/** Writes an answer as a response object: the first choice, there is room for one. Set `createdS` first. */
export function encodeResponse(response: ChatResponse): JsonRecord {
  const [choice] = response.choices;
  const head = { id: response.id, model: response.model, createdS: response.createdS ?? 0 };
  const output = choice === undefined ? [] : encodeItems(response.id, choice);
  const usage = writeUsage(response.usage) ?? null;
  return writeResponseObject(head, output, choice?.finishReason ?? 'other', usage);
}

function encodeItems(id: string, choice: ChatChoice): JsonRecord[] {
  const reasoning = choice.reasoning.map((part, at) => encodeReasoningOutput(part, `rs_${id}_${at}`));
  // Of the whole answer, which is one text where a vendor tells them.
  const logprobs = arrayOf(recordOf(choice.logprobs)['content']);
  const content = textsOf(choice.content).map((text, at) => writeTextPart(text, at === 0 ? logprobs : []));
  if (choice.refusal !== undefined) content.push(writeRefusalPart(choice.refusal));
  const message = content.length === 0 ? [] : [writeMessageItem(`msg_${id}`, content, 'completed')];
  const calls = choice.toolCalls.map((call, at) =>
    writeCallItem(
      { itemId: `fc_${id}_${at}`, callId: call.id, name: call.name, arguments: call.arguments },
      'completed',
    ),
  );
  return [...reasoning, ...message, ...calls];
}
