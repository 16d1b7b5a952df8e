import { GatewayError } from '@/lib/errors/gateway-error';
import type { KeptSettings, PromptSet } from './schemas';

const QUESTIONS = [
  'What is the difference between a process and a thread?',
  'How does a bicycle stay upright while it moves?',
  'Name three causes of the fall of the Roman Republic.',
  'Translate into French: the bridge is closed until Monday.',
  'When is it better to rent than to buy a house?',
  'List the planets from the smallest to the largest.',
];

/** About 55 words; repeated, it makes a prompt long without making it harder. */
const PASSAGE =
  'The harbour office keeps a register of every ship that enters, with the hour, the cargo, the master and the port ' +
  'it came from. Clerks copy the register each evening. Where the copies differ, the tide table decides, for no ship of ' +
  'that draught could have crossed the bar at any other hour of the day. ';

/** Passages before the question: about 15, 300 and 3,000 tokens in all. */
const PASSAGES: Record<PromptSet, number> = { short: 0, medium: 5, long: 50 };

/** The texts that a benchmark goes through in turn: a built-in set, or those that were given. Throws when they were erased. */
export function promptsOf(prompts: KeptSettings['prompts']): readonly string[] {
  if (prompts.kind === 'forgotten') throw new GatewayError('conflict', 'Its prompts were erased.');
  if (prompts.kind === 'own') return prompts.texts;
  const before = PASSAGE.repeat(PASSAGES[prompts.set]);
  return QUESTIONS.map((question) => (before === '' ? question : `${before}\n\n${question}`));
}
