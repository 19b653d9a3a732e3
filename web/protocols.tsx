import { thresholds } from '#clinical/session/session.ts';
import { ProtocolScreen } from '#web/plan/protocol.screen.tsx';
import { SignProtocolScreen } from '#web/plan/sign-protocol.screen.tsx';

/** A protocol is read with the lines of the session beside it: the plan itself knows none of them. */
export const ProtocolPage = () => <ProtocolScreen lines={thresholds} />;
export const SignProtocolPage = () => <SignProtocolScreen lines={thresholds} />;
