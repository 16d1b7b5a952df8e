import type { ChatBody } from '../chat-body';
import { curlCode } from './curl';
import { pythonCode } from './python';
import { typescriptCode } from './typescript';

/** Programs that send what a column sends. The key comes from the environment: the playground's own is nobody's to have. */
export const LANGUAGES: readonly {
  name: string;
  write: (baseUrl: string, body: ChatBody) => string;
}[] = [
  { name: 'cURL', write: curlCode },
  { name: 'Python', write: pythonCode },
  { name: 'TypeScript', write: typescriptCode },
];
