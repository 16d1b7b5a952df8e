import type { SimulatedCall } from './answer';
import type { Ask, AskedTool } from './ask';
import { valueForSchema } from './json-value';
import { pick, randomId, type Random } from './random';
import { splitJson } from './split-json';

const WANTS_TOOLS = /\b(use|call|invoke|run)\b[^.?!]*\b(tools?|functions?)\b/i;
const WANTS_SEVERAL = /\b(parallel|both|each|all|several|two)\b/i;

/** The tool's name, or all of its words, stand in the prompt. */
function isMentioned(tool: AskedTool, text: string): boolean {
  const lower = text.toLowerCase();
  if (lower.includes(tool.name.toLowerCase())) return true;
  const words = tool.name
    .toLowerCase()
    .split(/[_\-.]/)
    .filter((word) => word.length > 3);
  return words.length > 0 && words.every((word) => lower.includes(word));
}

/** Which tools the answer calls, in order; empty when it answers in words. */
function chooseTools(ask: Ask, random: Random): AskedTool[] {
  const { toolChoice, tools } = ask;
  if (tools.length === 0 || toolChoice.kind === 'none') return [];
  if (toolChoice.kind === 'tool') return tools.filter((tool) => tool.name === toolChoice.name).slice(0, 1);
  const mentioned = tools.filter((tool) => isMentioned(tool, ask.lastUserText));
  const wanted = mentioned.length > 0 || WANTS_TOOLS.test(ask.lastUserText);
  if (toolChoice.kind === 'auto' && (!wanted || ask.afterToolResult)) return [];
  const first = mentioned[0] ?? pick(tools, random);
  if (!ask.parallelTools) return [first];
  if (mentioned.length > 1) return mentioned.slice(0, 4);
  return WANTS_SEVERAL.test(ask.lastUserText) ? [first, first] : [first];
}

/** Tool calls with plausible arguments, when the request asks for them. */
export function planCalls(ask: Ask, random: Random): SimulatedCall[] {
  return chooseTools(ask, random).map((tool) => ({
    id: randomId(24, random),
    name: tool.name,
    pieces: splitJson(JSON.stringify(valueForSchema({ type: 'object', ...tool.schema }, random))),
  }));
}
