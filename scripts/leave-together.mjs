/**
 * Loaded before our own code in a process that a script has started: when the script is gone, however it went, this
 * process stops as if it had been asked to. Its workers and children load this too, and are none of its business.
 */
import { Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.env.RACEMIC_STARTED_BY === String(process.ppid)) {
  new Socket({ fd: 3 })
    .on('error', () => {})
    .on('close', () => process.kill(process.pid, 'SIGTERM'))
    .resume()
    .unref();
}
