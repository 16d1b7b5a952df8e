import type { Task } from './tasks';

export interface Classification {
  task: Task;
  /** Which words or sizes decided, for people. */
  signals: string[];
}

const WORDS = {
  code: 'code|function|class|def|import|debug|refactor|compile|regex|sql|typescript|javascript|python|stack trace|unit test',
  reasoning: 'analy[sz]e|compare|evaluate|strategy|comprehensive',
  question: 'what is|how to|where|when',
  quick: 'summary|summari[sz]e|quick|brief|list|extract|translate',
  batch: 'batch',
};
const CODE = new RegExp(`\\b(${WORDS.code})\\b|\`\`\``, 'i');
const REASONING = new RegExp(`\\b(${WORDS.reasoning})\\b`, 'i');
const QUESTION = new RegExp(`\\b(${WORDS.question})\\b|\\?`, 'i');
const QUICK = new RegExp(`\\b(${WORDS.quick})\\b`, 'i');
const BATCH = new RegExp(`\\b${WORDS.batch}\\b`, 'i');
/** All of them at once: most prompts have none, and then are read once. */
const ANY = new RegExp(`\\b(?:${Object.values(WORDS).join('|')})\\b|\`\`\`|\\?`, 'i');

/** Words are looked for in the first and last part only: a long prompt says what it wants at its ends. */
const WINDOW = 2_000;

/**
 * Task of a prompt by readable heuristics (the practice articles' classifier). A starting rule, not a brain:
 * keyword rules alone do no better than chance at the same spend.
 * `text` is the last user message, `totalChars` the size of the whole prompt.
 */
export function classifyTask(text: string, totalChars: number): Classification {
  const window = text.length <= 2 * WINDOW ? text : `${text.slice(0, WINDOW)}\n${text.slice(-WINDOW)}`;
  const hasWords = ANY.test(window);
  const word = (pattern: RegExp) => (hasWords ? pattern.exec(window)?.[0].toLowerCase() : undefined);

  const code = word(CODE);
  if (code !== undefined) return { task: 'code', signals: [`mentions “${code}”`] };
  const batch = word(BATCH);
  if (totalChars > 5_000 || batch !== undefined)
    return {
      task: 'balanced',
      signals: [batch === undefined ? 'over 5,000 characters' : 'mentions “batch”'],
    };
  const reasoning = word(REASONING);
  if (reasoning !== undefined) return { task: 'complex_reasoning', signals: [`mentions “${reasoning}”`] };
  if (totalChars > 1_500) return { task: 'complex_reasoning', signals: ['over 1,500 characters'] };
  const quick = word(QUICK);
  if (quick !== undefined) return { task: 'fast', signals: [`mentions “${quick}”`] };
  const question = word(QUESTION);
  if (question !== undefined && totalChars < 200)
    return { task: 'simple_faq', signals: [`short, with “${question}”`] };
  return { task: 'balanced', signals: ['no signal'] };
}
