import type { AnswerEvent } from './read-events';

/** One run of one column, from the click to its last byte. Times in ms since the click of Run. */
export interface RunState {
  status: 'waiting' | 'streaming' | 'done' | 'failed' | 'stopped';
  text: string;
  reasoning: string;
  tools: readonly { name: string; input: string }[];
  inputTokens?: number;
  outputTokens?: number;
  cachedTokens?: number;
  /** Exact; absent where it is not known. */
  costUsd?: string;
  firstMs?: number;
  totalMs?: number;
  finishReason?: string;
  error?: string;
  /** What the pipeline said in its headers. */
  requestId?: string;
  served?: string;
  provider?: string;
  rule?: string;
  task?: string;
  attempts?: number;
}

export const WAITING: RunState = { status: 'waiting', text: '', reasoning: '', tools: [] };

/** The state after the headers came. */
export function withHeaders(state: RunState, headers: Pick<Headers, 'get'>): RunState {
  const said = (name: string) => headers.get(name) ?? undefined;
  const attempts = said('x-tollgate-attempts');
  return {
    ...state,
    requestId: said('x-request-id'),
    served: said('x-tollgate-model'),
    provider: said('x-tollgate-provider'),
    rule: said('x-tollgate-route'),
    task: said('x-tollgate-task'),
    attempts: attempts === undefined ? undefined : Number(attempts),
  };
}

/** The state after one more event, `atMs` after the start. */
export function withEvent(state: RunState, event: AnswerEvent, atMs: number): RunState {
  switch (event.kind) {
    case 'text':
      return { ...begun(state, atMs), text: state.text + event.text };
    case 'reasoning':
      return { ...begun(state, atMs), reasoning: state.reasoning + event.text };
    case 'tool':
      return { ...begun(state, atMs), tools: withTool(state.tools, event) };
    case 'usage': {
      const { kind: _kind, ...tokens } = event;
      return { ...state, ...tokens };
    }
    case 'cost':
      return event.usd === undefined ? state : { ...state, costUsd: event.usd };
    case 'finish':
      return { ...state, finishReason: event.reason };
    case 'error':
      return { ...state, status: 'failed', error: event.message };
    default:
      return event satisfies never;
  }
}

/** The state once nothing more comes. */
export function ended(state: RunState, totalMs: number, by: 'end' | 'stop' | { error: string }): RunState {
  if (by === 'stop') return { ...state, status: 'stopped', totalMs };
  if (by !== 'end') return { ...state, status: 'failed', error: by.error, totalMs };
  return { ...state, status: state.status === 'failed' ? 'failed' : 'done', totalMs };
}

function begun(state: RunState, atMs: number): RunState {
  return { ...state, status: 'streaming', firstMs: state.firstMs ?? atMs };
}

function withTool(
  tools: RunState['tools'],
  { index, name, input }: { index: number; name: string; input: string },
): RunState['tools'] {
  const present = tools[index];
  if (present === undefined) return [...tools, { name, input }];
  return tools.with(index, { name: present.name + name, input: present.input + input });
}
