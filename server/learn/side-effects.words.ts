/** A feeling and what is done for every side effect of the catalogue: one without words does not compile. */
import { type SideEffectId, sideEffectNames } from '#clinical/chart/chart.ts';
import type { Effect } from './article.ts';

export type EffectWords = Omit<Effect, 'told'>;

export const effectWords: Readonly<Record<SideEffectId, EffectWords>> = {
  dissociation: {
    ...sideEffectNames.dissociation,
    feels: {
      en: 'Your body or the room can feel far away or unreal. Time can slow. It can be pleasant or frightening.',
      es: 'Su cuerpo o el lugar pueden sentirse lejanos o irreales. El tiempo puede ir más lento. Puede ser agradable o dar miedo.',
    },
    done: {
      en: 'Staff stay with you, dim the light and talk calmly. They can slow or stop an infusion. A spray cannot be stopped once taken.',
      es: 'El personal se queda con usted, baja la luz y habla con calma. Puede frenar o parar una infusión. El aerosol no se puede parar una vez aplicado.',
    },
  },
  perception: {
    ...sideEffectNames.perception,
    feels: {
      en: 'Taste can change. Skin or mouth can go numb or tingle. Sight can blur.',
      es: 'El sabor puede cambiar. La piel o la boca pueden dormirse o dar hormigueo. La vista puede nublarse.',
    },
    done: {
      en: 'You rest with eyes closed. Staff check that it has ended before you leave.',
      es: 'Usted descansa con los ojos cerrados. El personal mira que haya pasado antes de que se vaya.',
    },
    call: {
      en: 'A change in sight with a bad headache: tell staff at once.',
      es: 'Si cambia la vista y le duele mucho la cabeza, avise en el acto.',
    },
  },
  'blood-pressure-and-heart': {
    ...sideEffectNames['blood-pressure-and-heart'],
    feels: {
      en: 'Pressure rises in most people, for an hour or more. Most do not feel it. It can rise after any dose, also if it did not before.',
      es: 'La presión sube en casi todas las personas, una hora o más. Casi nadie lo siente. Puede subir con cualquier dosis, aunque antes no lo hizo.',
    },
    done: {
      en: 'It is measured before, at its peak, and until it falls. Above a set line the session waits or stops.',
      es: 'Se mide antes, en lo más alto y hasta que baja. Si pasa de una línea fija, la sesión espera o se para.',
    },
    call: {
      en: 'Chest pain, a very bad headache or trouble seeing: staff call for emergency care.',
      es: 'Dolor en el pecho, dolor de cabeza muy fuerte o problemas para ver: se llama a emergencias.',
    },
  },
  'nausea-and-vomiting': {
    ...sideEffectNames['nausea-and-vomiting'],
    feels: { en: 'You may feel sick, and some people vomit.', es: 'Puede sentir náusea, y algunas personas vomitan.' },
    done: {
      en: 'Not eating before helps. There is a medicine for it.',
      es: 'Ayuda no comer antes. Hay una medicina para eso.',
    },
  },
  dizziness: {
    ...sideEffectNames.dizziness,
    feels: {
      en: 'The room may spin. Standing can be hard.',
      es: 'Todo puede dar vueltas. Puede costar ponerse de pie.',
    },
    done: {
      en: 'You stay lying back. Staff check how you walk before you go.',
      es: 'Usted sigue recostado. El personal mira cómo camina antes de irse.',
    },
  },
  psychotomimetic: {
    ...sideEffectNames.psychotomimetic,
    feels: {
      en: 'You may see or hear things, or feel watched. Studies counted this together with feeling outside yourself.',
      es: 'Puede ver u oír cosas, o sentirse vigilado. Los estudios lo contaron junto con sentirse fuera del cuerpo.',
    },
    done: { en: 'A quiet room, and someone beside you.', es: 'Un cuarto tranquilo y alguien a su lado.' },
    call: {
      en: 'If it is there the next day, call your center.',
      es: 'Si sigue al día siguiente, llame a su centro.',
    },
  },
  confusion: {
    ...sideEffectNames.confusion,
    feels: {
      en: 'You may not know the day or the place for a while.',
      es: 'Por un rato puede no saber el día o el lugar.',
    },
    done: { en: 'You do not leave before it is over.', es: 'Usted no se va antes de que pase.' },
  },
  'anxiety-and-agitation': {
    ...sideEffectNames['anxiety-and-agitation'],
    feels: { en: 'Fear, racing thoughts or wanting to move.', es: 'Miedo, ideas muy rápidas o ganas de moverse.' },
    done: {
      en: 'A calm voice, a slower drip, sometimes a medicine. You can ask to stop.',
      es: 'Una voz tranquila, un goteo más lento, a veces una medicina. Puede pedir que se pare.',
    },
  },
  sedation: {
    ...sideEffectNames.sedation,
    feels: { en: 'You may get drowsy or fall asleep.', es: 'Puede darle sueño o quedarse dormido.' },
    done: {
      en: 'Staff check that you wake to your name, and your oxygen.',
      es: 'El personal mira que despierte al oír su nombre, y mide su oxígeno.',
    },
  },
  headache: {
    ...sideEffectNames.headache,
    feels: {
      en: 'Common with and without the medicine. It can last into the next day.',
      es: 'Es común con y sin la medicina. Puede durar hasta el día siguiente.',
    },
    done: {
      en: 'The usual headache medicine, if your doctor agrees.',
      es: 'La medicina usual para el dolor, si su médico está de acuerdo.',
    },
    call: {
      en: 'A sudden, very bad headache is different: tell staff, or call 911.',
      es: 'Uno muy fuerte y repentino es distinto: avise, o llame al 911.',
    },
  },
  other: {
    ...sideEffectNames.other,
    feels: {
      en: 'Some people feel worn out, or as after too much drink.',
      es: 'Algunas personas se sienten agotadas, o como tras beber mucho.',
    },
    done: {
      en: 'Rest, and a ride home. Tell staff about anything else you feel.',
      es: 'Descanso, y alguien que le lleve a casa. Cuente cualquier otra cosa que sienta.',
    },
  },
  allergic: {
    ...sideEffectNames.allergic,
    feels: { en: 'Rash, swelling or trouble breathing.', es: 'Ronchas, hinchazón o falta de aire.' },
    done: {
      en: 'Staff stop and treat it at once. After that, ketamine is not for you.',
      es: 'El personal para y la trata en el acto. Después, la ketamina no es para usted.',
    },
  },
  salivation: {
    ...sideEffectNames.salivation,
    feels: { en: 'Your mouth may fill. It can make you cough.', es: 'La boca puede llenarse. Puede darle tos.' },
    done: { en: 'Staff turn you to the side and clear it.', es: 'El personal le pone de lado y la quita.' },
  },
  'respiratory-depression': {
    ...sideEffectNames['respiratory-depression'],
    feels: {
      en: 'This is dangerous. Alcohol, opioids and sleeping pills add to it.',
      es: 'Es peligroso. El alcohol, los opioides y las pastillas para dormir lo aumentan.',
    },
    done: {
      en: 'Oxygen is measured. Staff open your airway and help you breathe.',
      es: 'Se mide el oxígeno. El personal abre la vía de aire y le ayuda a respirar.',
    },
  },
  'syncope-and-seizure': {
    ...sideEffectNames['syncope-and-seizure'],
    feels: {
      en: 'You may pass out, or have a seizure.',
      es: 'Puede desmayarse o tener una convulsión.',
    },
    done: {
      en: 'Staff lay you flat, protect you and check your heart.',
      es: 'El personal le acuesta, le protege y revisa su corazón.',
    },
  },
  'infusion-site': {
    ...sideEffectNames['infusion-site'],
    feels: { en: 'The place of the needle can hurt or swell.', es: 'El lugar de la aguja puede doler o hincharse.' },
    done: {
      en: 'Staff look at it, and move the needle if needed.',
      es: 'El personal lo mira y cambia la aguja si hace falta.',
    },
  },
  bladder: {
    ...sideEffectNames.bladder,
    feels: {
      en: 'You may have to pass water often. Heavy street use can harm the bladder for good.',
      es: 'Puede tener que orinar seguido. El uso fuerte en la calle puede dañar la vejiga para siempre.',
    },
    done: {
      en: 'A short question at each session, and urine tests.',
      es: 'Una pregunta corta en cada sesión y pruebas de orina.',
    },
    call: { en: 'Pain or blood: call your center.', es: 'Dolor o sangre: llame a su centro.' },
  },
  suicidality: {
    ...sideEffectNames.suicidality,
    feels: {
      en: 'They can come or get worse in any treatment of depression, also after a series ends.',
      es: 'Pueden venir o empeorar en cualquier tratamiento de la depresión, también al acabar una serie.',
    },
    done: {
      en: 'Staff ask at every session. You are not left alone with it.',
      es: 'El personal pregunta en cada sesión. No le dejan solo con eso.',
    },
    call: { en: 'Call or text 988, day and night.', es: 'Llame al 988 y oprima 2, de día y de noche.' },
  },
  mania: {
    ...sideEffectNames.mania,
    feels: {
      en: 'A high mood on the day passes. Days of little sleep and great plans are a warning.',
      es: 'Un ánimo alto ese día pasa. Días con poco sueño y grandes planes son una señal de alerta.',
    },
    done: { en: 'Treatment stops, and a psychiatrist sees you.', es: 'Se para el tratamiento y le ve un psiquiatra.' },
    call: {
      en: 'If you hardly sleep for days and feel great, call.',
      es: 'Si casi no duerme por días y se siente genial, llame.',
    },
  },
  memory: {
    ...sideEffectNames.memory,
    feels: {
      en: 'Thinking can be slow on the day. With many doses it may add up.',
      es: 'Ese día puede costar pensar. Con muchas dosis podría sumarse.',
    },
    done: {
      en: 'A short test now and then. Treatment can be given less often.',
      es: 'Una prueba corta cada tanto. Se puede dar menos seguido.',
    },
  },
  liver: {
    ...sideEffectNames.liver,
    feels: {
      en: 'Blood tests can change when doses are high or close together. You feel nothing at first.',
      es: 'Los análisis pueden cambiar con dosis altas o muy seguidas. Al principio no se siente nada.',
    },
    done: {
      en: 'A blood test before you start, and again during the course.',
      es: 'Un análisis de sangre antes de empezar y otros durante la serie.',
    },
    call: { en: 'Yellow eyes or skin: call your center.', es: 'Ojos o piel amarillos: llame a su centro.' },
  },
  dependence: {
    ...sideEffectNames.dependence,
    feels: {
      en: 'Ketamine can be misused. Some people come to want it between sessions.',
      es: 'La ketamina puede usarse mal. Algunas personas llegan a desearla entre sesiones.',
    },
    done: {
      en: 'It is given only while staff watch. They ask, and check the state’s record of prescriptions.',
      es: 'Se da solo con el personal presente. Preguntan y revisan el registro de recetas del estado.',
    },
    call: {
      en: 'Tell your center early. That does not end your care.',
      es: 'Dígalo pronto a su centro. Eso no termina su atención.',
    },
  },
};
