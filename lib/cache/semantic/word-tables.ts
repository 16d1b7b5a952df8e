/** Said at the beginning or end of a request without asking for anything by it; `before`: only where one of these follows. */
interface Courtesy {
  words: readonly string[];
  before?: ReadonlySet<string>;
}

const QUESTIONS = ['what', 'who', 'whom', 'whose', 'which', 'where', 'when', 'why', 'how'];
const A_QUESTION: ReadonlySet<string> = new Set([...QUESTIONS, 'the', 'whether', 'if']);
const A_REQUEST: ReadonlySet<string> = new Set([
  'please',
  'kindly',
  'tell',
  'explain',
  'show',
  'list',
  'describe',
]);

const courtesy = (phrases: readonly string[], before?: ReadonlySet<string>): Courtesy[] =>
  phrases.map((phrase) => ({ words: phrase.split(' '), ...(before && { before }) }));

export const OPENERS: readonly Courtesy[] = [
  ...courtesy([
    'please',
    'kindly',
    'vui lòng',
    'hãy',
    'làm ơn',
    'cho tôi biết',
    'cho tôi hỏi',
    'cho mình hỏi',
  ]),
  ...courtesy(['can you', 'could you', 'would you', 'will you'], A_REQUEST),
  ...courtesy(['tell me', 'let me know', 'do you know'], A_QUESTION),
  ...courtesy(['i want to know', 'i need to know', 'i would like to know'], A_QUESTION),
  ...courtesy(['what is', 'what are'], new Set(['the'])),
];
export const CLOSERS: readonly Courtesy[] = courtesy([
  ...[
    'please',
    'thanks',
    'thank you',
    'thanks a lot',
    'thank you very much',
    'thanks in advance',
    'ạ',
    'nhé',
  ],
]);

/** Greetings, with the sign that tells them from a title. */
export const GREETING =
  /^\s*(?:hi|hello|hey|good morning|good afternoon|xin chào|chào bạn)(?: there| all)?\s*[,!.]+\s*/iu;

/** Words that no request turns on. Not among them: negations, prepositions, pronouns, modal verbs, any past tense, plurals. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set(['a', 'an', 'the', 'is', 'are', 'am']);

/** Beginnings that ask for the same, each as the first of its row. */
export const SAME_BEGINNINGS: readonly (readonly string[])[] = [
  ['how to', 'how do i', 'how do you', 'how do we', 'how can i', 'how can we'],
];

/** Words that begin a sentence with a capital letter and are no name. */
export const BEGINNERS: ReadonlySet<string> = new Set([
  ...QUESTIONS,
  ...[...OPENERS, ...CLOSERS].flatMap(({ words }) => words.slice(0, 1)),
  ...[
    'is',
    'are',
    'am',
    'was',
    'were',
    'do',
    'does',
    'did',
    'has',
    'have',
    'should',
    'must',
    'may',
    'the',
    'a',
    'an',
  ],
  ...[
    'explain',
    'list',
    'show',
    'display',
    'describe',
    'translate',
    'write',
    'give',
    'find',
    'compare',
    'create',
  ],
  ...['summarize', 'summarise', 'make', 'name', 'in', 'for', 'my', 'our', 'your', 'if', 'not', 'never'],
]);

/** Words that may stand for each other in any request; few on purpose. */
const SAME_WORDS: readonly (readonly string[])[] = [
  ['show', 'display'],
  ['begin', 'start'],
  ['buy', 'purchase'],
  ['fix', 'repair'],
  ['remove', 'delete'],
  ['email', 'e-mail'],
  ['photo', 'photograph'],
  ['color', 'colour'],
  ['center', 'centre'],
  ['summarize', 'summarise'],
  ['organize', 'organise'],
  ['analyze', 'analyse'],
  ['optimize', 'optimise'],
];
export const CANONICAL_WORD: ReadonlyMap<string, string> = new Map(
  SAME_WORDS.flatMap((words) => words.map((word) => [word, words[0] ?? word] as const)),
);

export const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\bwon['’]t\b/giu, 'will not'],
  [/\bcan['’]t\b/giu, 'can not'],
  [/\bcannot\b/giu, 'can not'],
  [/n['’]t\b/giu, ' not'],
  [/\b(what|who|where|when|how|that|there|it)['’]s\b/giu, '$1 is'],
  [/['’]re\b/giu, ' are'],
  [/['’]m\b/giu, ' am'],
  [/['’]ll\b/giu, ' will'],
  [/\bi['’]d like\b/giu, 'i would like'],
];
