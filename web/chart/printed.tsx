import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { moment } from '#web/platform/format.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';

/** On paper only: a sheet says when it was true and who took it out of the system. */
export function Printed() {
  const { name, clinicName, timeZone } = useMe();
  const [at, setAt] = useState(Date.now);
  useEffect(() => {
    const now = () => flushSync(() => setAt(Date.now()));
    addEventListener('beforeprint', now);
    return () => removeEventListener('beforeprint', now);
  }, []);
  return (
    <p className="print-only small">
      {t('chart.printed', { clinic: clinicName, time: moment(at, timeZone), who: name })}
    </p>
  );
}
