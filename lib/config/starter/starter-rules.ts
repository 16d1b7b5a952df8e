import type { Rule } from '../schemas';

const auto = (id: string, name: string, when: Omit<Rule['when'], 'models'>, targets: string[]): Rule => ({
  id,
  name,
  enabled: true,
  when: { models: ['auto'], ...when },
  targets,
  fallbacks: [],
  settings: {},
});

/**
 * Routing for clients that ask for the model `auto`: by size first, then by task. The classes and their fallback chains
 * are those of the practice articles (domain: points 1 and 4). A model asked for by its own name is left alone.
 */
export function starterRules(): Rule[] {
  return [
    auto('auto-long', 'Long prompts need a window of 200 K or more', { minInputTokens: 150_001 }, [
      'claude-sonnet-4.5',
      'gemini-2.5-flash',
      'claude-opus-4',
    ]),
    auto('auto-code', 'Code goes to the strongest', { tasks: ['code'] }, ['gpt-4.1', 'claude-sonnet-4.5']),
    auto('auto-reasoning', 'Complex reasoning', { tasks: ['complex_reasoning'] }, [
      'claude-sonnet-4.5',
      'gpt-4.1',
    ]),
    auto('auto-simple', 'Simple questions go to the cheapest', { tasks: ['simple_faq'] }, [
      'deepseek-v3.2',
      'gemini-2.5-flash',
      'gpt-4.1-mini',
    ]),
    auto('auto-fast', 'Short transformations need speed', { tasks: ['fast'] }, [
      'gemini-2.5-flash',
      'deepseek-v3.2',
      'gpt-4.1',
    ]),
    auto('auto-balanced', 'Everything else', {}, ['deepseek-v3.2', 'gemini-2.5-flash']),
  ];
}
