import http from 'node:http';

export interface ChatToSend {
  url: string;
  key: string;
  /** Keeps connections alive between requests, or not, as it was made. */
  agent: http.Agent;
  model: string;
  prompt: string;
  stream: boolean;
  maxTokens: number;
  /** The client leaves after so many ms. */
  leaveAfterMs?: number;
}

/**
 * How a request ended, as its client saw it: `answered` to its last byte, `left` by the client itself, `broken` (no
 * answer, or half of one), an error frame in a stream, or the status of an error.
 */
export type SentOutcome = 'answered' | 'left' | 'broken' | 'error frame' | `status ${number}`;

const PATIENCE_MS = 60_000;

/** Sends one chat completion with nothing but Node's own client and reads it to its end. Never rejects. */
export function sendChat(chat: ChatToSend): Promise<SentOutcome> {
  const body = JSON.stringify({
    model: chat.model,
    messages: [{ role: 'user', content: chat.prompt }],
    max_tokens: chat.maxTokens,
    stream: chat.stream,
  });
  return new Promise((resolve) => {
    let leaving: NodeJS.Timeout | undefined;
    const end = (outcome: SentOutcome) => {
      clearTimeout(leaving);
      resolve(outcome);
    };
    const request = http.request(`${chat.url}/v1/chat/completions`, {
      method: 'POST',
      agent: chat.agent,
      timeout: PATIENCE_MS,
      headers: { authorization: `Bearer ${chat.key}`, 'content-type': 'application/json' },
    });
    if (chat.leaveAfterMs !== undefined)
      leaving = setTimeout(() => {
        end('left');
        request.destroy();
      }, chat.leaveAfterMs);
    request.on('timeout', () => request.destroy());
    request.on('error', () => end('broken'));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => void chunks.push(chunk));
      response.on('error', () => end('broken'));
      response.on('close', () => end('broken'));
      response.on('end', () => end(outcomeOf(response.statusCode ?? 0, Buffer.concat(chunks), chat.stream)));
    });
    request.end(body);
  });
}

function outcomeOf(status: number, body: Buffer, stream: boolean): SentOutcome {
  if (status !== 200) return `status ${status}`;
  const text = body.toString('utf8');
  if (stream && !text.trimEnd().endsWith('data: [DONE]'))
    return text.includes('"error"') ? 'error frame' : 'broken';
  return 'answered';
}
