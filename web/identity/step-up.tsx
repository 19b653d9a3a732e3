import type { Me } from '#web/platform/contract.ts';
import { answered } from '#web/platform/session.ts';
import { t } from '#web/platform/text.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Prove } from './prove.tsx';

/** Asked by the server before something that protects others; the call that needed it then goes on by itself. */
export function StepUp({ me }: { me: Me }) {
  return (
    <Dialog title={t('stepUp.title')} open close={() => answered(false)} above typed={() => false}>
      <div className="stack g2">
        <p className="quiet">{t('stepUp.intro')}</p>
        <Prove
          me={me}
          to="/api/step-up"
          act={t('stepUp.confirm')}
          done={() => answered(true)}
          cancel={() => answered(false)}
        />
      </div>
    </Dialog>
  );
}
