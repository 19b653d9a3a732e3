import { createTransport } from 'nodemailer';
import { type Config, isLoopback } from './config.ts';

export type Letter = {
  to: string;
  subject: string;
  text: string;
  /** Stays the same when the letter is sent again, so that a mail server can see that it is the same one. */
  id?: string | undefined;
};

/** How the server hands letters on. A password never crosses a network in the clear: STARTTLS is a must, not an offer. */
export async function sendLetter(config: Config, address: string, letter: Letter): Promise<void> {
  if (config.smtpUrl === undefined) throw new RangeError('There is no SMTP_URL.');
  const smtp = new URL(config.smtpUrl);
  const here = isLoopback(smtp.hostname);
  const implicit = smtp.protocol === 'smtps:';
  const transport = createTransport({
    host: smtp.hostname,
    port: Number(smtp.port || (implicit ? 465 : 587)),
    secure: implicit,
    requireTLS: !implicit && !here,
    // Between two programs of one machine there is nobody to fool with a certificate.
    tls: { rejectUnauthorized: !here, minVersion: 'TLSv1.2' },
    ...(smtp.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(smtp.username), pass: decodeURIComponent(smtp.password) } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: { name: 'Racemic', address: config.mailFrom ?? `racemic@${new URL(address).hostname}` },
      to: { name: '', address: letter.to },
      subject: letter.subject,
      text: letter.text,
      ...(letter.id === undefined ? {} : { messageId: `<${letter.id}@${new URL(address).hostname}>` }),
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } finally {
    transport.close();
  }
}
