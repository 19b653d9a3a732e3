/** The door for monitors: MLLP over TCP or TLS. Off unless an address is set for it. */

import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { acknowledgements } from '#server/hl7/ack.ts';
import { inFrame, openFramer, TooLong } from '#server/hl7/mllp.ts';
import { CannotStart } from '#server/platform/cannot-start.ts';
import type { MllpConfig } from '#server/platform/config.ts';
import { newId } from '#server/platform/ids.ts';
import { proxyList } from '#server/platform/proxy.ts';
import type { Services } from '#server/platform/services.ts';
import { type Intake, openIntake } from './device-intake.ts';

export type DeviceListener = { port: number; stop(): Promise<void> };

/** A monitor's message has some kilobytes; what is longer is none. */
const mostBytes = 64 * 1024;
/** A connection that says nothing for so long is closed: the monitor opens another one. */
const idleMs = 5 * 60_000;
const mostConnections = 500;
/** Taken in and not yet answered, of one connection: then it is not read from until some are. */
const mostUnanswered = 50;

/** @throws CannotStart when the address is taken */
export async function listenForDevices(services: Services, at: MllpConfig, clinicId: string): Promise<DeviceListener> {
  const { log } = services;
  const intake = openIntake(services, clinicId);
  const allowed = proxyList(at.allow);
  const sockets = new Set<Socket>();
  const welcome = (socket: Socket) => {
    const from = socket.remoteAddress ?? '';
    if (allowed?.has(from) !== true) {
      log.warn({ from }, 'a device that is not on the list was turned away');
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    follow(socket, `${from}:${socket.remotePort ?? ''}`, intake, services);
  };
  const server: Server = at.tls
    ? createTlsServer(
        { cert: readFileSync(at.tls.certFile), key: readFileSync(at.tls.keyFile), minVersion: 'TLSv1.2' },
        welcome,
      )
    : createServer(welcome);
  server.maxConnections = mostConnections;
  server.on('tlsClientError', (error: Error) => log.info({ err: error.message }, 'a device could not speak TLS'));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new CannotStart(`Monitors can't be listened for at ${at.host}:${at.port}: ${error.message}.`)),
    );
    server.listen(at.port, at.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : at.port,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      await intake.stop();
    },
  };
}

/** One connection: each message is answered in the order in which it came, after it is kept. */
function follow(socket: Socket, from: string, intake: Intake, { clock, log }: Services): void {
  const framer = openFramer(mostBytes);
  let answered = Promise.resolve();
  let unanswered = 0;
  const answer = (raw: Buffer) => {
    unanswered += 1;
    if (unanswered >= mostUnanswered) socket.pause();
    // Read at once, so that the next is taken in while this one is kept; answered in turn.
    const taken = intake.take(raw, from);
    answered = answered.then(async () => {
      const { message, outcome } = await taken;
      for (const text of acknowledgements({ message, outcome, at: clock(), controlId: newId() }))
        if (socket.writable) socket.write(inFrame(text));
      unanswered -= 1;
      if (unanswered < mostUnanswered / 2) socket.resume();
    });
  };
  socket.setNoDelay(true);
  socket.setTimeout(idleMs, () => socket.end());
  socket.on('error', (error) => log.info({ from, err: error.message }, 'the connection of a device failed'));
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const one of framer.push(chunk)) {
        if ('message' in one) answer(one.message);
        else void intake.stray(one.stray, from, one.why);
      }
    } catch (error) {
      if (!(error instanceof TooLong)) throw error;
      void intake.stray(error.kept.subarray(0, mostBytes), from, error.message.replace(/\.$/, ''));
      socket.destroy();
    }
  });
  socket.on('close', () => {
    for (const one of framer.close()) if ('stray' in one) void intake.stray(one.stray, from, one.why);
  });
}
