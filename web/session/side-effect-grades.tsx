import { Button } from '@mantine/core';
import { t } from '#web/platform/text.ts';
import type { gradesOf } from './side-effect-words.ts';

type GradesProps = { of: ReturnType<typeof gradesOf>; pick: (grade: number) => void; isClosed: boolean };

/** Grades with what they mean: a bare number means something else to everyone. */
export function Grades({ of, pick, isClosed }: GradesProps) {
  return (
    <div className="stack g1">
      {of.map(({ grade, means }) => (
        <Button
          key={grade}
          size="lg"
          className="grade"
          justify="flex-start"
          disabled={isClosed}
          onClick={() => pick(grade)}
        >
          <span className="grade-number num">{t('effect.gradeWord', { grade })}</span>
          <span className="grade-means">{means}</span>
        </Button>
      ))}
    </div>
  );
}
