import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunningTollgate } from '../support/start-tollgate';
import { manage } from './product';

/** A model server that says what a test wants it to say, over the chat API's stream. */
export interface ScriptedModel {
  url: string;
  /** Pieces of the next answers. */
  say: readonly string[];
  /** How many answers were hung up on before their end. */
  hungUp: number;
  /** Answers that are under way. */
  open: number;
  close(): Promise<void>;
}

const chunk = (choice: object) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'scripted', choices: [{ index: 0, ...choice }] })}\n\n`;

/** `pieceMs`: how long it takes for a piece. */
export async function startScriptedModel(pieceMs = 0): Promise<ScriptedModel> {
  const server = http.createServer((request, response) => {
    request.resume();
    model.open += 1;
    response.once('close', () => {
      model.open -= 1;
      if (!response.writableFinished) model.hungUp += 1;
    });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    void speak(response, model.say, pieceMs);
  });
  const model: ScriptedModel = {
    url: '',
    say: [],
    hungUp: 0,
    open: 0,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  model.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return model;
}

async function speak(
  response: http.ServerResponse,
  pieces: readonly string[],
  pieceMs: number,
): Promise<void> {
  for (const content of pieces) {
    if (response.destroyed) return;
    response.write(chunk({ delta: { content } }));
    await new Promise((resolve) => setTimeout(resolve, pieceMs));
  }
  response.write(chunk({ delta: {}, finish_reason: 'stop' }));
  const usage = { prompt_tokens: 10, completion_tokens: 20, total_tokens: 30 };
  response.write(
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'scripted', choices: [], usage })}\n\n`,
  );
  response.end('data: [DONE]\n\n');
}

/** Puts it among the models under a name. The product must be started with its address allowed. */
export async function addModel(tollgate: RunningTollgate, id: string, { url }: ScriptedModel): Promise<void> {
  const config = await manage(tollgate, 'GET', '/api/v1/config');
  const [providers, models] = [config['providers'], config['models']];
  if (!Array.isArray(providers) || !Array.isArray(models)) throw new Error('no configuration');
  await manage(tollgate, 'PUT', '/api/v1/config', {
    ...config,
    providers: [...providers, { id: `server-${id}`, dialect: 'openai-chat', baseUrl: url }],
    models: [...models, { id, offers: [{ provider: `server-${id}`, model: 'scripted' }] }],
  });
}
