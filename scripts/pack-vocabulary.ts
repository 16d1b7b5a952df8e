import { writeFileSync } from 'node:fs';
import { pack } from './pack-vocabulary/pack';
import { wordsOfO200k } from './pack-vocabulary/words-of-o200k';

// `npx tsx scripts/pack-vocabulary.ts`: the vocabulary by which answers that were cut short are counted.
writeFileSync('lib/vocabulary/o200k.json', `${JSON.stringify({ base64: pack(wordsOfO200k()) })}\n`);
