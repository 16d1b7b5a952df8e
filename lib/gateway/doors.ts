import type { DialectName } from '@/lib/dialects/types';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Inbound } from '@/lib/http/exchange';
import { cancelBatchOfKey, estimateBatch, listBatchesOfKey, makeBatch, showBatch } from './doors/batch-doors';
import { countPrompt } from './doors/count-prompt';
import { estimateCost } from './doors/estimate-cost';
import type { Exchange, Operation } from './exchange';
import { deleteFile, listFilesOfKey, showFile, uploadFile } from './doors/file-doors';
import { giveFeedback } from './doors/give-feedback';
import { handleChat } from './handle-chat';
import { listModels, showModel } from './doors/list-models';
import { showRoute } from './doors/show-route';

/** `rest`: what follows the door's path, still encoded; empty but for doors whose path ends in `/`. */
type Handler = (exchange: Exchange, rest: string) => Promise<void> | void;

export interface Door {
  /** Whole path, or with a closing `/` all that is below it. */
  path: string;
  /** Whose clients knock here, and so the shape of its errors; absent: told by the headers. */
  dialect?: DialectName;
  operation: Operation;
  methods: Readonly<Record<string, Handler>>;
}

/** A stored response, conversation or batch: nothing of that kind is kept here. */
function notStored(exchange: Exchange): never {
  throw new GatewayError(
    'not_found',
    `There is no ${exchange.inbound.path.slice(0, 200)}: this gateway stores no responses. Send the whole conversation in 'input'.`,
  );
}

const DOORS: readonly Door[] = [
  {
    path: '/v1/chat/completions',
    dialect: 'openai-chat',
    operation: 'chat',
    methods: { POST: handleChat },
  },
  {
    path: '/v1/responses',
    dialect: 'openai-responses',
    operation: 'chat',
    methods: { POST: handleChat },
  },
  {
    path: '/v1/responses/',
    dialect: 'openai-responses',
    operation: 'chat',
    methods: { GET: notStored, DELETE: notStored, POST: notStored },
  },
  {
    path: '/v1/messages',
    dialect: 'anthropic-messages',
    operation: 'chat',
    methods: { POST: handleChat },
  },
  {
    path: '/v1/messages/count_tokens',
    dialect: 'anthropic-messages',
    operation: 'chat',
    methods: { POST: countPrompt },
  },
  {
    path: '/v1/embeddings',
    dialect: 'openai-chat',
    operation: 'embeddings',
    methods: { POST: handleChat },
  },
  {
    path: '/v1/estimate-cost',
    dialect: 'openai-chat',
    operation: 'chat',
    methods: { POST: estimateCost },
  },
  {
    path: '/v1/route',
    dialect: 'openai-chat',
    operation: 'chat',
    methods: { POST: showRoute },
  },
  {
    path: '/v1/feedback',
    dialect: 'openai-chat',
    operation: 'chat',
    methods: { POST: giveFeedback },
  },
  {
    path: '/v1/files',
    dialect: 'openai-chat',
    operation: 'chat',
    methods: { GET: listFilesOfKey, POST: uploadFile },
  },
  {
    path: '/v1/files/',
    dialect: 'openai-chat',
    operation: 'chat',
    methods: { GET: showFile, DELETE: deleteFile },
  },
  {
    path: '/v1/batches',
    dialect: 'openai-chat',
    operation: 'chat',
    methods: { GET: listBatchesOfKey, POST: makeBatch },
  },
  {
    path: '/v1/batches/estimate',
    dialect: 'openai-chat',
    operation: 'chat',
    methods: { POST: estimateBatch },
  },
  {
    path: '/v1/batches/',
    dialect: 'openai-chat',
    operation: 'chat',
    methods: { GET: showBatch, POST: cancelBatchOfKey },
  },
  { path: '/v1/models', operation: 'chat', methods: { GET: listModels } },
  { path: '/v1/models/', operation: 'chat', methods: { GET: showModel } },
];

const BY_PATH = new Map(DOORS.map((door) => [door.path, door]));
const SUBTREES = DOORS.filter(({ path }) => path.endsWith('/'));

export function findDoor(path: string): Door | undefined {
  return BY_PATH.get(path) ?? SUBTREES.find((door) => path.startsWith(door.path));
}

/** Whose shape an answer has: the door's, that of the door above an unknown path, or what the client says that it is. */
export function dialectOf(door: Door | undefined, inbound: Inbound): DialectName {
  if (door?.dialect !== undefined) return door.dialect;
  const above = DOORS.find(
    ({ path, dialect }) => dialect !== undefined && inbound.path.startsWith(`${path}/`),
  );
  if (above?.dialect !== undefined) return above.dialect;
  return inbound.header('anthropic-version') === undefined ? 'openai-chat' : 'anthropic-messages';
}
