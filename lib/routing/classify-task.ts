import type { Task } from './tasks';

export interface Classification {
  task: Task;
  /** Which words or sizes decided, for people. */
  signals: string[];
}

const WORDS = {
  code: 'code|function|class|def|import|debug|refactor|compile|regex|sql|typescript|javascript|python|stack trace|unit test',
  reasoning: 'analy[sz]e|compare|evaluate|strategy|comprehensive',
  quick: 'summary|summari[sz]e|quick|brief|list|extract|translate',
  batch: 'batch',
};
type Kind = keyof typeof WORDS;
const KINDS: readonly Kind[] = ['code', 'reasoning', 'quick', 'batch'];
/** All of them at once, so that a prompt is read once: a group a kind, and a fence is code, too. */
const SIGNAL = new RegExp(`\\b(?:${KINDS.map((kind) => `(${WORDS[kind]})`).join('|')})\\b|\`\`\``, 'gi');
/** Looked for in short prompts only. */
const QUESTION = /\b(?:what is|how to|where|when)\b|\?/i;

/** The first word of each kind, in lower case; no others where one speaks of code, which outdoes them. */
function firstWords(text: string): Partial<Record<Kind, string>> {
  const found: Partial<Record<Kind, string>> = {};
  SIGNAL.lastIndex = 0;
  for (let match = SIGNAL.exec(text); match !== null; match = SIGNAL.exec(text)) {
    const kind = KINDS.find((_, at) => match?.[at + 1] !== undefined) ?? 'code';
    found[kind] ??= match[0].toLowerCase();
    if (kind === 'code') break;
  }
  return found;
}

/** Words are looked for in the first and last part only: a long prompt says what it wants at its ends. */
const WINDOW = 2_000;

/**
 * Task of a prompt by readable heuristics (the practice articles' classifier). A starting rule, not a brain:
 * keyword rules alone do no better than chance at the same spend.
 * `text` is the last user message, `totalChars` the size of the whole prompt.
 */
export function classifyTask(text: string, totalChars: number): Classification {
  const window = text.length <= 2 * WINDOW ? text : `${text.slice(0, WINDOW)}\n${text.slice(-WINDOW)}`;
  const { code, reasoning, quick, batch } = firstWords(window);

  if (code !== undefined) return { task: 'code', signals: [`mentions “${code}”`] };
  if (totalChars > 5_000 || batch !== undefined)
    return {
      task: 'balanced',
      signals: [batch === undefined ? 'over 5,000 characters' : 'mentions “batch”'],
    };
  if (reasoning !== undefined) return { task: 'complex_reasoning', signals: [`mentions “${reasoning}”`] };
  if (totalChars > 1_500) return { task: 'complex_reasoning', signals: ['over 1,500 characters'] };
  if (quick !== undefined) return { task: 'fast', signals: [`mentions “${quick}”`] };
  const question = totalChars < 200 ? QUESTION.exec(window)?.[0].toLowerCase() : undefined;
  if (question !== undefined) return { task: 'simple_faq', signals: [`short, with “${question}”`] };
  return { task: 'balanced', signals: ['no signal'] };
}
