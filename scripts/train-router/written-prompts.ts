import type { TaskType } from '@/lib/routing/learn/task-types';
import { pick, type Random } from '@/lib/simulator/random';

/** Work that the public suites hold nothing of: how people ask for it, with `{}` for what it is about. */
const ASKED: Partial<Record<TaskType, readonly string[]>> = {
  summarisation: [
    'Summarize the following {} in three sentences.',
    'Give me a brief summary of this {}:',
    'TL;DR of the {} below, please.',
    'What are the key points of this {}? Keep it short.',
    'Write an executive summary of the {}.',
  ],
  translation: [
    'Translate this {} into French.',
    'How do you say this {} in Vietnamese?',
    'Please translate the following {} from German to English:',
    'Dịch {} sau sang tiếng Anh:',
    'Localise the {} for Japanese readers.',
  ],
  extraction: [
    'Extract all names, dates and amounts from this {} as JSON.',
    'List every email address that appears in the {}.',
    'Pull the invoice number and the total out of the following {}.',
    'Return the fields title, author and price found in this {}.',
  ],
  classification: [
    'Classify this {} as positive, negative or neutral.',
    'Which category does the {} belong to: billing, technical or other? Answer with one label.',
    'Is this {} spam? Reply yes or no.',
    'Label the sentiment of the following {}:',
    'Tag the {} with its intent.',
  ],
  rewriting: [
    'Rewrite this {} in a friendlier tone.',
    'Fix the grammar and spelling of the following {}:',
    'Make this {} shorter and more formal.',
    'Paraphrase the {} without changing its meaning.',
  ],
  chat: [
    'Hi, how are you today? I wanted to talk about a {}.',
    'Thanks, that helped! Can you tell me more about the {}?',
    'Hello, can you help me with my {}?',
    'ok great, and what about the {} you said before?',
    'Good morning! Any news about the {}?',
  ],
  writing: [
    'Write a blog post about a {}.',
    'Draft an announcement of our new {} for customers.',
    'Compose a short story that begins with a {}.',
    'Write a product description for a {}.',
  ],
  code_generation: [
    'Write a TypeScript function that parses a {} and returns a list.',
    'Debug this Python code that reads a {}: it raises a KeyError.',
    'Refactor the class below so that the {} is cached.',
    'Write a SQL query that joins the {} table with its owners.',
    'Add unit tests for the {} module.',
  ],
};

const THINGS = [
  'meeting transcript',
  'customer review',
  'support ticket',
  'news article',
  'contract clause',
  'research paper',
  'email thread',
  'invoice',
  'product page',
  'chat log',
  'incident report',
  'press release',
  'travel plan',
  'recipe',
  'user profile',
  'order history',
  'subscription',
  'shipping label',
];
const TAILS = [
  '',
  '',
  ' Keep it simple.',
  ' Answer in English.',
  ' Use plain language.',
  '\n\n"""\nLorem ipsum\n"""',
];

const EACH = 60;

/** Written prompts of each type, drawn by `random`. */
export function writtenPrompts(random: Random): { task: string; prompt: string }[] {
  return Object.entries(ASKED).flatMap(([task, ways]) =>
    Array.from({ length: EACH }, () => ({
      task,
      prompt: pick(ways, random).replace('{}', pick(THINGS, random)) + pick(TAILS, random),
    })),
  );
}
