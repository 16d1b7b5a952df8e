import type { ChatRequest } from './chat';
import type { DroppedParameters } from './dropped-parameters';
import { effortOf, type Effort } from './reasoning-effort';

interface Efforts {
  /** What stands for no thinking at all, or comes nearest to it; absent: a model of somebody else's, and nobody knows. */
  least?: 'none' | 'minimal' | 'low';
  most: Effort;
}

/** Models of OpenAI that do not think, and refuse any word about it. */
const THINKS_NOT = /(?:^|\/)(?:gpt-3\.5|gpt-4|chatgpt-|gpt-5-chat)/;
/** Think hard always, each version at other efforts. */
const IS_PRO = /(?:^|\/)(?:gpt-5[\d.]*|o\d)-pro/;
/** The first that matches the name. Codex models cannot do without thinking. Sources: OpenAI's model pages, and its refusals. */
const EFFORTS: readonly (readonly [RegExp, Efforts])[] = [
  [/(?:^|\/)gpt-5\.(?:1-codex-max|[2-9]-codex)/, { least: 'low', most: 'xhigh' }],
  [/(?:^|\/)gpt-5(?:\.1)?-codex/, { least: 'low', most: 'high' }],
  [/(?:^|\/)gpt-5\.[6-9]/, { least: 'none', most: 'max' }],
  [/(?:^|\/)gpt-5\.[2-5]/, { least: 'none', most: 'xhigh' }],
  [/(?:^|\/)gpt-5\.1/, { least: 'none', most: 'high' }],
  [/(?:^|\/)gpt-5/, { least: 'minimal', most: 'high' }],
  [/(?:^|\/)o\d/, { least: 'low', most: 'high' }],
];
const ANY: Efforts = { most: 'high' };

/** Whether a model refuses to be asked for its reasoning. */
export const thinksNot = (model: string): boolean => THINKS_NOT.test(model);

/**
 * The effort that an upstream of OpenAI's kind is asked for; undefined: none is said. Its own clients' words stay as they are;
 * what others ask for becomes what the model takes, and is named where that is nothing or more than they wanted.
 */
export function openAiEffort(
  { reasoning, door = 'openai-chat' }: ChatRequest,
  model: string,
  dropped: DroppedParameters,
): string | undefined {
  if (door === 'openai-chat' || door === 'openai-responses') return reasoning?.effort;
  const asked = effortOf(reasoning, 'max');
  if (asked === undefined) return undefined;
  if (thinksNot(model) || IS_PRO.test(model)) {
    if (asked !== 'none' || !thinksNot(model)) dropped.add('reasoning');
    return undefined;
  }
  const { least, most } = EFFORTS.find(([name]) => name.test(model))?.[1] ?? ANY;
  if (asked === 'none') {
    if (least !== 'none') dropped.add('reasoning');
    return least;
  }
  if (asked === 'minimal') return least === 'minimal' ? 'minimal' : 'low';
  return effortOf(reasoning, most);
}
