import type { Behaviour, Heard } from './fault-server';

/** Ten prompt tokens at 1 and five of output at 10 dollars a million. */
export const ANSWER_USD = '0.00006';
/** A word a token. */
export const TEXT = 'One two three four five';

const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };

export function chunk(delta: object, over: object = {}): string {
  const choices = [{ index: 0, delta, finish_reason: null }];
  return `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', model: 'm', choices, ...over })}\n\n`;
}

export const content = (text: string) => chunk({ content: text });
export const FINISH = chunk({}, { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
export const USAGE = chunk({}, { choices: [], usage });
export const DONE = 'data: [DONE]\n\n';

export const WHOLE = JSON.stringify({
  id: 'c',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: TEXT }, finish_reason: 'stop' }],
  usage,
});

export function head(status: number, headers: Record<string, string | number> = {}): string {
  const lines = Object.entries({ 'content-type': 'application/json', ...headers });
  return `HTTP/1.1 ${status} X\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

export function isStream({ body }: Heard): boolean {
  return body.includes('"stream":true');
}

export function sendWhole(
  heard: Heard,
  status: number,
  body: string,
  headers: Record<string, string | number> = {},
): void {
  heard.socket.write(head(status, { 'content-length': Buffer.byteLength(body), ...headers }) + body);
}

export function startStream({ socket }: Heard): void {
  socket.write(head(200, { 'content-type': 'text/event-stream', 'transfer-encoding': 'chunked' }));
}

/** False: the next one is to wait for the socket's `drain`. */
export function sendPiece({ socket }: Heard, piece: string | Buffer): boolean {
  const bytes = Buffer.from(piece);
  return socket.write(
    Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]),
  );
}

export function endStream({ socket }: Heard): void {
  socket.write('0\r\n\r\n');
}

export function sendStream(heard: Heard, pieces: (string | Buffer)[]): void {
  startStream(heard);
  for (const piece of pieces) sendPiece(heard, piece);
  endStream(heard);
}

/** A provider that is well, and bills each answer. */
export const healthy: Behaviour = (heard, server) => {
  server.bill(heard, ANSWER_USD);
  if (isStream(heard)) sendStream(heard, [content(TEXT), FINISH, USAGE, DONE]);
  else sendWhole(heard, 200, WHOLE);
};

/** Answers with an error that bills nothing. */
export function status(code: number, body = '{"error":{"message":"no"}}', headers = {}): Behaviour {
  return (heard) => sendWhole(heard, code, body, headers);
}

/** The first `times` requests get that; the rest are answered. */
export function first(times: number, behaviour: Behaviour): Behaviour {
  return (heard, server) => (heard.number <= times ? behaviour : healthy)(heard, server);
}
