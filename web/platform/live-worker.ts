/** One stream for all pages of this browser: a shared worker hears it and tells each page. */
const ports = new Set<MessagePort>();
let stream: EventSource | undefined;

const tell = (type: string, data = '') => {
  for (const port of ports) port.postMessage({ type, data });
};

function open(): void {
  stream?.close();
  stream = new EventSource('/api/live');
  for (const type of ['ready', 'beat', 'changed', 'ended'])
    stream.addEventListener(type, ({ data }: MessageEvent<string>) => {
      if (type === 'ended') stream?.close();
      tell(type, data);
    });
  stream.addEventListener('error', () => tell(stream?.readyState === EventSource.CLOSED ? 'closed' : 'error'));
}

addEventListener('connect', (event) => {
  if (!(event instanceof MessageEvent)) return;
  const [port] = event.ports;
  if (port === undefined) return;
  port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === 'leave') {
      ports.delete(port);
      if (ports.size > 0) return;
      stream?.close();
      stream = undefined;
      return;
    }
    ports.add(port);
    // A page that comes later takes part in what runs; one that says "anew" heard nothing for too long.
    if (data === 'anew' || stream === undefined || stream.readyState === EventSource.CLOSED) open();
    // Whether the server still answers on it, only its next beat says.
    else port.postMessage({ type: 'joined', data: '' });
  });
  port.start();
});
