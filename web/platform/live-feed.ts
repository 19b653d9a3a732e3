/**
 * The live feed as a page hears it: through the one worker of this browser, or by itself where there is none.
 * `joined`: it takes part in a stream that was open before, of which nothing was heard yet.
 */
export type Heard = { type: 'ready' | 'joined' | 'beat' | 'changed' | 'ended' | 'error' | 'closed'; data: string };
export type Feed = { close(): void; isClosed(): boolean };

export function openFeed(hear: (heard: Heard) => void, anew: boolean): Feed {
  return typeof SharedWorker === 'undefined' || import.meta.env.DEV ? ownStream(hear) : sharedStream(hear, anew);
}

function sharedStream(hear: (heard: Heard) => void, anew: boolean): Feed {
  const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), { type: 'module', name: 'live' });
  let closed = false;
  worker.port.addEventListener('message', ({ data }: MessageEvent<Heard>) => {
    if (data.type === 'closed' || data.type === 'ended') closed = true;
    hear(data);
  });
  worker.port.start();
  worker.port.postMessage(anew ? 'anew' : 'join');
  const leave = () => worker.port.postMessage('leave');
  addEventListener('pagehide', leave);
  return {
    close: () => {
      closed = true;
      removeEventListener('pagehide', leave);
      leave();
      worker.port.close();
    },
    isClosed: () => closed,
  };
}

function ownStream(hear: (heard: Heard) => void): Feed {
  const stream = new EventSource('/api/live');
  for (const type of ['ready', 'beat', 'changed', 'ended'] as const)
    stream.addEventListener(type, ({ data }: MessageEvent<string>) => hear({ type, data }));
  stream.addEventListener('error', () => hear({ type: 'error', data: '' }));
  return { close: () => stream.close(), isClosed: () => stream.readyState === EventSource.CLOSED };
}
