import './chair.css';
import type { Agenda, SessionPhase } from '#clinical/session/session.ts';

const parts = [1, 2, 3, 4] as const;

/** Four phases as four bars; the one that goes on is filled as far as it is known. Said in words beside it. */
export function PhaseBar({ agenda, phase, nowMs }: { agenda: Agenda; phase: SessionPhase; nowMs: number }) {
  const filled = shareOf(agenda, nowMs);
  return (
    <span className="phases" aria-hidden>
      {parts.map((part) => {
        const isDone = part < agenda.phase4 || phase === 'left';
        const share = isDone ? 1 : part === agenda.phase4 ? filled : 0;
        return (
          <span key={part} className="phase">
            <span className="phase-fill" style={{ width: `${Math.round(share * 100)}%` }} />
          </span>
        );
      })}
    </span>
  );
}

/** How far the phase is through, where its end is known; half where it isn't. */
function shareOf({ phase4, dosing, plannedEndMs, earliestLeaveMs }: Agenda, nowMs: number): number {
  const between = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined || to <= from ? 0.5 : Math.min(1, Math.max(0, (nowMs - from) / (to - from)));
  if (phase4 === 2) return between(dosing.startedAtMs, plannedEndMs);
  if (phase4 === 3) return between(dosing.endedAtMs, earliestLeaveMs);
  return 0.5;
}
