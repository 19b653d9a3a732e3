import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { t } from '#web/platform/text.ts';
import { Dialog, FormEnd } from './dialog.tsx';
import { Notice } from './parts.tsx';

type Detector = { detect(from: HTMLVideoElement): Promise<{ rawValue: string }[]> };
type DetectorMaker = new (of: { formats: string[] }) => Detector;

/** What lies on a vial or a monitor: two-dimensional first, then the bars of older labels. */
const formats = ['data_matrix', 'qr_code', 'code_128', 'ean_13', 'ean_8', 'upc_a'];
const lookEveryMs = 250;

/** The browser's own reader of codes, where it has one and may use a camera. */
function readerOf(): DetectorMaker | undefined {
  const maker: unknown = Reflect.get(globalThis, 'BarcodeDetector');
  const hasCamera = 'mediaDevices' in navigator && navigator.mediaDevices !== undefined;
  return typeof maker === 'function' && hasCamera ? (maker as DetectorMaker) : undefined;
}

/** A button where the camera can read a code; elsewhere a line that says why there is none. */
export function CameraScan({ onCode }: { onCode: (code: string) => void }) {
  const [open, setOpen] = useState(false);
  const maker = readerOf();
  if (maker === undefined) return <p className="small quiet">{t('scan.noCamera')}</p>;
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{t('scan.byCamera')}</Button>
      {open && (
        <Camera
          maker={maker}
          close={() => setOpen(false)}
          onCode={(code) => {
            setOpen(false);
            onCode(code);
          }}
        />
      )}
    </div>
  );
}

type Props = { maker: DetectorMaker; close: () => void; onCode: (code: string) => void };

function Camera({ maker, close, onCode }: Props) {
  const view = useRef<HTMLVideoElement>(null);
  const found = useRef(onCode);
  found.current = onCode;
  const [isRefused, setIsRefused] = useState(false);
  useEffect(() => {
    const reader = new maker({ formats });
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    let isOver = false;
    const begin = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      const video = view.current;
      if (isOver || video === null) return end();
      video.srcObject = stream;
      await video.play();
      timer = setInterval(async () => {
        const [code] = await reader.detect(video).catch(() => []);
        if (code === undefined || isOver) return;
        end();
        found.current(code.rawValue);
      }, lookEveryMs);
    };
    const end = () => {
      isOver = true;
      clearInterval(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    begin().catch(() => setIsRefused(true));
    return end;
  }, [maker]);
  return (
    <Dialog title={t('scan.byCamera')} open close={close}>
      <div className="stack g3">
        {isRefused ? (
          <Notice state="amber">{t('scan.cameraRefused')}</Notice>
        ) : (
          <video ref={view} className="camera-view" muted playsInline aria-label={t('scan.view')} />
        )}
        <FormEnd cancel={close}>{null}</FormEnd>
      </div>
    </Dialog>
  );
}
