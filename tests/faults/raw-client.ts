import net from 'node:net';
import { TEST_KEY } from '@/tests/support/gateway-fixture';
import { PATHS, requestBody } from './ask';
import type { World } from './world';

export function requestHead(bodyLength: number, path: string = PATHS['openai-chat']): string {
  const lines = [
    `POST ${path} HTTP/1.1`,
    'host: gateway',
    `authorization: Bearer ${TEST_KEY}`,
    'content-type: application/json',
    `content-length: ${bodyLength}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** A client on a bare socket, that may send what it likes and leave at any time. */
export function connectRaw(world: World, bytes: string): net.Socket {
  const socket = net.connect(Number(new URL(world.gateway.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(bytes);
  return socket;
}

/** The same with a whole request. */
export function askRaw(world: World, model: string, stream: boolean): net.Socket {
  const body = requestBody(model, stream);
  return connectRaw(world, requestHead(body.length) + body);
}
