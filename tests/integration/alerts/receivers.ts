import http, { type IncomingHttpHeaders } from 'node:http';
import net, { type AddressInfo } from 'node:net';

export interface Call {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A web server that keeps what it is told, and answers as it is set to; `undefined`: never. */
export async function startReceiver() {
  const calls: Call[] = [];
  const state: { status: number | undefined; says: string } = { status: 200, says: 'noted' };
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      calls.push({ headers: request.headers, body });
      if (state.status !== undefined) response.writeHead(state.status).end(state.says);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    calls,
    state,
    url: `http://127.0.0.1:${port}/hook`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export interface Mail {
  user: string;
  from: string;
  to: string[];
  data: string;
}

/** As much of an SMTP server as takes a mail with AUTH PLAIN (RFC 5321, 4954). `reject`: what RCPT is answered with, of `onlyTo` where that is set. */
export async function startSmtp() {
  const mails: Mail[] = [];
  const state: { reject?: string; onlyTo?: string } = {};
  const server = net.createServer((socket) => {
    const mail: Mail = { user: '', from: '', to: [], data: '' };
    let inData = false;
    let rest = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
    const hear = (line: string) => {
      if (inData) {
        if (line !== '.') return void (mail.data += `${line}\n`);
        inData = false;
        mails.push({ ...mail, to: [...mail.to] });
        return say('250 2.0.0 queued as 42');
      }
      const [verb = '', ...words] = line.split(' ');
      switch (verb.toUpperCase()) {
        case 'EHLO':
          return say('250-test\r\n250 AUTH PLAIN');
        case 'AUTH':
          mail.user = Buffer.from(words[1] ?? '', 'base64')
            .toString()
            .split('\0')
            .join('|');
          return say('235 2.7.0 welcome');
        case 'MAIL':
          mail.from = line;
          return say('250 ok');
        case 'RCPT':
          if (state.reject !== undefined && line.includes(state.onlyTo ?? '')) return say(state.reject);
          mail.to.push(line);
          return say('250 ok');
        case 'DATA':
          inData = true;
          return say('354 go on');
        case 'QUIT':
          say('221 bye');
          return socket.end();
        default:
          return say('502 not known');
      }
    };
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString()).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(hear);
    });
    say('220 test ESMTP');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { mails, state, port: (server.address() as AddressInfo).port, close: () => server.close() };
}
