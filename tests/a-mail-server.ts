import net from 'node:net';
import { SMTPServer } from 'smtp-server';

export type MailHeard = { to: string; text: string };
export type MailServer = {
  heard: MailHeard[];
  /** Connections that came, also those that got no answer. */
  asked(): number;
  url: string;
  port: number;
  [Symbol.asyncDispose](): Promise<void>;
};

/** A real SMTP server on this machine. `port` opens it again where it was. */
export async function aMailServer(how: { port?: number; slowMs?: number } = {}): Promise<MailServer> {
  const heard: MailHeard[] = [];
  let connections = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onConnect: (_session, done) => {
      connections += 1;
      done();
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const text = Buffer.concat(chunks).toString().replace(/=\r\n/g, '');
        heard.push({ to: String(session.envelope.rcptTo[0]?.address), text });
        setTimeout(() => done(), how.slowMs ?? 0);
      });
    },
  });
  // A client that is killed in the middle is no fault of this server.
  server.on('error', () => undefined);
  await new Promise<void>((ready) => server.listen(how.port ?? 0, '127.0.0.1', ready));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    heard,
    asked: () => connections,
    url: `smtp://127.0.0.1:${port}`,
    port,
    [Symbol.asyncDispose]: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}

/** A mail server that takes every connection and never says a word. */
export async function aHangingMailServer(): Promise<MailServer> {
  const ends = new Set<net.Socket>();
  let connections = 0;
  const server = net.createServer((end) => {
    connections += 1;
    ends.add(end);
    end.on('error', () => end.destroy());
    end.on('close', () => ends.delete(end));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    heard: [],
    asked: () => connections,
    url: `smtp://127.0.0.1:${port}`,
    port,
    [Symbol.asyncDispose]: async () => {
      for (const end of ends) end.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Where nobody listens: a connection is refused at once. */
export async function nobodyListens(): Promise<{ url: string; port: number }> {
  const server = net.createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise((closed) => server.close(closed));
  return { url: `smtp://127.0.0.1:${port}`, port };
}
