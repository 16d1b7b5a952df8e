import { pick, type Random } from './random';

const SUBJECTS = (
  'the team|a careful plan|each request|the gateway|our budget|this approach|a smaller model|the report|' +
  'every service|the data|an honest estimate|the first answer|a good test|the café on the corner|the naïve version'
).split('|');
const VERBS =
  'keeps|explains|reduces|shows|needs|follows|improves|measures|replaces|supports|describes|limits'.split(
    '|',
  );
const OBJECTS = (
  'the cost of the work|a clear result|fewer steps|the whole picture|what people expect|a short list of choices|' +
  'the time it takes|some room for change|the next release|a simple rule|the numbers behind it|một câu trả lời rõ ràng|' +
  'a résumé of the facts|less than one might think'
).split('|');
const LINKS = 'because|while|so that|although|whenever|and then|which means that'.split('|');
const OPENERS = 'In short,|First,|In practice,|After that,|As a rule,|Finally,|For example,'.split('|');

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function clause(random: Random): string {
  return `${pick(SUBJECTS, random)} ${pick(VERBS, random)} ${pick(OBJECTS, random)}`;
}

function sentence(random: Random): string {
  let text = clause(random);
  if (random() < 0.5) text += ` ${pick(LINKS, random)} ${clause(random)}`;
  text = random() < 0.25 ? `${pick(OPENERS, random)} ${text}` : capital(text);
  return `${text}${random() < 0.02 ? ' 🙂' : ''}.`;
}

/** Words of plausible prose without end, each with the space before it: one word is one token. */
export function* proseWords(random: Random): Generator<string> {
  let first = true;
  for (;;) {
    for (const word of sentence(random).split(' ')) {
      yield first ? word : ` ${word}`;
      first = false;
    }
  }
}

/** Prose of exactly that many tokens. */
export function prose(tokens: number, random: Random): string[] {
  const words: string[] = [];
  if (tokens <= 0) return words;
  for (const word of proseWords(random)) {
    words.push(word);
    if (words.length >= tokens) break;
  }
  return words;
}
