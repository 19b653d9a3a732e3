import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { dissociationGrades } from '#clinical/chart/chart.ts';
import { warningSymptoms } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { DoneIcon } from '#web/ui/icons.ts';
import { type Chosen, limits, withSymptom } from './pad-draft.ts';

type Props = { chosen: Chosen; choose: (of: Chosen) => void };

const sedations = [5, 4, 3, 2, 1, 0] as const;
const grades = [0, 1, 2, 3, 4] as const;

/** One answer out of a few: large, said by a ring, a tick and a word. Tapped again, it is taken back. */
export function Choice(of: {
  isOn: boolean;
  value?: string;
  word: string;
  /** Heard before the answer where its question stands beside it. */
  before?: string;
  label?: string;
  pick: () => void;
  small?: boolean;
}) {
  return (
    <Button
      size={of.small === true ? 'md' : 'lg'}
      variant={of.isOn ? 'filled' : 'default'}
      className="choice"
      aria-pressed={of.isOn}
      {...(of.label === undefined ? {} : { 'aria-label': of.label })}
      onClick={of.pick}
    >
      {of.isOn && <DoneIcon size={16} aria-hidden className="choice-tick" />}
      {of.before !== undefined && <span className="unseen">{of.before} </span>}
      {of.value !== undefined && <span className="choice-value num">{of.value}</span>}
      <span className="choice-word">{of.word}</span>
    </Button>
  );
}

export function PadChoices({ chosen, choose }: Props) {
  const { moaaS, dissociationGrade } = chosen;
  const grade = dissociationGrade === undefined ? undefined : grades.find((of) => of === dissociationGrade);
  return (
    <>
      <fieldset className="choice-card">
        <legend className="choice-head">
          <span className="strong">{t('pad.sedation')}</span>
          <span className="caption quiet">{t('pad.sedationHow')}</span>
        </legend>
        <div className="choices choices-3">
          {sedations.map((of) => (
            <Choice
              key={of}
              isOn={moaaS === of}
              value={String(of)}
              word={t(`pad.moaas.${of}`)}
              pick={() => choose({ moaaS: moaaS === of ? undefined : of })}
            />
          ))}
        </div>
      </fieldset>
      <fieldset className="choice-card">
        <legend className="choice-head">
          <span className="strong">{t('pad.dissociation')}</span>
          <span className="caption quiet">
            {grade === undefined ? t('pad.dissociationHow') : dissociationGrades.value[`g${grade}`]}
          </span>
        </legend>
        <div className="choices choices-5">
          {grades.map((of) => (
            <Choice
              key={of}
              isOn={dissociationGrade === of}
              value={String(of)}
              word={t(`pad.grade.${of}`)}
              pick={() => choose({ dissociationGrade: dissociationGrade === of ? undefined : of })}
            />
          ))}
        </div>
      </fieldset>
      <Symptoms chosen={chosen} choose={choose} />
      <More chosen={chosen} choose={choose} />
    </>
  );
}

/** Asked and none is an answer; not asked is none. */
function Symptoms({ chosen: { symptoms }, choose }: Props) {
  return (
    <fieldset className="choice-card">
      <legend className="choice-head">
        <span className="strong">{t('pad.symptoms')}</span>
      </legend>
      <div className="choices choices-4">
        <Choice
          isOn={symptoms?.length === 0}
          word={t('pad.symptomsNone')}
          pick={() => choose({ symptoms: symptoms?.length === 0 ? undefined : [] })}
        />
        {warningSymptoms.value.map((symptom) => (
          <Choice
            key={symptom}
            isOn={symptoms?.includes(symptom) ?? false}
            word={t(`pad.symptom.${symptom}`)}
            pick={() => {
              const next = withSymptom(symptoms, symptom);
              choose({ symptoms: next.length === 0 ? undefined : next });
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}

const scales = ['nauseaNrs', 'anxietyNrs', 'painNrs', 'rass'] as const;
const yesOrNo = ['isOriented', 'isOnOxygen', 'hasNewArrhythmia', 'wantsToStop'] as const;
const distresses = ['none', 'present', 'needs-drug'] as const;
const nrs = limits.painNrs;

function More({ chosen, choose }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <div className="pad-more">
      <Button size="lg" fullWidth onClick={() => setOpen(!open)} aria-expanded={open}>
        {t('pad.more')}
      </Button>
      {open && (
        <div className="stack g15 pad-more-open">
          {scales.map((name) => {
            const { from, to } = name === 'rass' ? limits.rass : nrs;
            return (
              <fieldset key={name} className="choice-card">
                <legend className="choice-head strong">{t(`pad.moreOf.${name}`)}</legend>
                <div className="choices choices-11">
                  {Array.from({ length: to - from + 1 }, (_, at) => from + at).map((of) => (
                    <Choice
                      key={of}
                      small
                      isOn={chosen[name] === of}
                      word={of < 0 ? `−${-of}` : name === 'rass' && of > 0 ? `+${of}` : String(of)}
                      pick={() => choose({ [name]: chosen[name] === of ? undefined : of })}
                    />
                  ))}
                </div>
              </fieldset>
            );
          })}
          {yesOrNo.map((name) => (
            <fieldset key={name} className="choice-line">
              <legend className="strong">{t(`pad.moreOf.${name}`)}</legend>
              <div className="choices choices-2">
                {[true, false].map((of) => (
                  <Choice
                    key={String(of)}
                    isOn={chosen[name] === of}
                    word={t(of ? 'acts.yes' : 'acts.no')}
                    pick={() => choose({ [name]: chosen[name] === of ? undefined : of })}
                  />
                ))}
              </div>
            </fieldset>
          ))}
          <fieldset className="choice-line">
            <legend className="strong">{t('pad.moreOf.distress')}</legend>
            <div className="choices choices-3">
              {distresses.map((of) => (
                <Choice
                  key={of}
                  isOn={chosen.distress === of}
                  word={t(`pad.distress.${of}`)}
                  pick={() => choose({ distress: chosen.distress === of ? undefined : of })}
                />
              ))}
            </div>
          </fieldset>
          <Cadss chosen={chosen} choose={choose} />
        </div>
      )}
    </div>
  );
}

/** A total that was rated on its own form. */
function Cadss({ chosen, choose }: Props) {
  const [typed, setTyped] = useState(chosen.cadss === undefined ? '' : String(chosen.cadss));
  const { from, to } = limits.cadss;
  const value = /^\d{1,2}$/.test(typed) ? Number(typed) : undefined;
  const isWrong = typed !== '' && (value === undefined || value < from || value > to);
  return (
    <TextInput
      size="lg"
      label={t('pad.cadss', { from, to })}
      inputMode="numeric"
      value={typed}
      error={isWrong ? t('pad.cadssWrong', { from, to }) : undefined}
      onChange={({ currentTarget: { value: next } }) => {
        setTyped(next);
        const read = /^\d{1,2}$/.test(next) ? Number(next) : undefined;
        choose({ cadss: read !== undefined && read >= from && read <= to ? read : undefined });
      }}
    />
  );
}
