import type { Chance } from './chance.ts';

/** How a group of invented people is called. Family names are put together from parts, so that nobody bears them. */
type Naming = {
  language: string;
  female: readonly [string, ...string[]];
  male: readonly [string, ...string[]];
  stems: readonly [string, ...string[]];
  endings: readonly [string, ...string[]];
};

/** Accents, apostrophes, hyphens, spaces and letters outside Latin-1 are there on purpose: software breaks on them. */
const namings: readonly [readonly [Naming, number], ...(readonly [Naming, number])[]] = [
  [
    {
      language: 'en',
      female: ['Abigail', 'Beth', 'Clara', 'Dorothy', 'Erin', 'Faith', 'Georgia', 'Hazel', 'Imogen', 'June', 'Zoë'],
      male: ['Aaron', 'Brett', 'Colin', 'Desmond', 'Elliot', 'Floyd', 'Graham', 'Howard', 'Isaac', 'Jonah', 'Wesley'],
      stems: ['Amber', 'Bracken', 'Copper', 'Dapple', 'Ember', 'Fallow', 'Gorse', 'Harrow', 'Juniper', 'Lantern'],
      endings: ['wick', 'by', 'mere', 'stowe', 'field', 'grove', 'hollow', 'thorpe', 'quay', 'haven', 'lock', 'dale'],
    },
    8,
  ],
  [
    {
      language: 'es',
      female: ['Inés', 'María José', 'Lucía', 'Begoña', 'Ximena', 'Núria', 'Asunción', 'Pilar', 'Itziar'],
      male: ['José', 'Ángel', 'Íñigo', 'Raúl', 'Joaquín', 'Tomás', 'Víctor', 'Adrián', 'Gonzalo'],
      stems: ['Monta', 'Sol', 'Arbol', 'Fuen', 'Cañad', 'Piñer', 'Roble', 'Valdeñ', 'Luz'],
      endings: ['vera-Núñez', 'ada', 'era', 'ales', 'iño', 'edo-Ibáñez', 'alba', 'arena', 'osa'],
    },
    4,
  ],
  [
    {
      language: 'en-IE',
      female: ['Siobhán', 'Aoife', 'Niamh', 'Gráinne', 'Róisín', 'Caoimhe'],
      male: ['Seán', 'Cillian', 'Tadhg', 'Pádraig', 'Oisín', 'Ruairí'],
      stems: ['O’Harran', 'O’Bren', "O'Dall", 'O’Quill', 'McFarr', 'MacTarn'],
      endings: ['igan', 'oway', 'erty', 'ahan', 'ory', 'elly'],
    },
    2,
  ],
  [
    {
      language: 'fr',
      female: ['Éloïse', 'Anne-Sophie', 'Françoise', 'Maëlle', 'Noémie', 'Thérèse'],
      male: ['Jean-Luc', 'Benoît', 'Rémi', 'François', 'Gaëtan', 'Loïc'],
      stems: ['D’Almar', 'Saint-Ver', 'De La Brum', 'Lavoi', 'Châtel', 'Beauc'],
      endings: ['est', 'rin', 'euil', 'ière', 'ançon', 'oît'],
    },
    2,
  ],
  [
    {
      language: 'vi',
      female: ['Thị Hạnh', 'Ngọc Ánh', 'Mỹ Duyên', 'Thùy Dương'],
      male: ['Văn Bảo', 'Đức Thịnh', 'Quốc Việt', 'Hữu Phước'],
      stems: ['Nguyê', 'Trâ', 'Đặ', 'Hoà'],
      endings: ['nthử', 'ngmẫu', 'nvídụ'],
    },
    2,
  ],
  [
    {
      language: 'pl',
      female: ['Agnieszka', 'Małgorzata', 'Żaneta', 'Łucja'],
      male: ['Łukasz', 'Paweł', 'Bożydar', 'Mścisław'],
      stems: ['Przykład', 'Brzezin', 'Źródl', 'Świetl'],
      endings: ['owicz', 'ańska', 'ewski', 'iński'],
    },
    1,
  ],
  [
    {
      language: 'sv',
      female: ['Åsa', 'Birgitta', 'Frøya', 'Sólveig'],
      male: ['Björn', 'Gøran', 'Åke', 'Þórr'],
      stems: ['Lyk', 'Öst', 'Ås', 'Ørn'],
      endings: ['tebäck', 'målsröd', 'ensjö', 'eskær'],
    },
    1,
  ],
  [
    {
      language: 'ar',
      female: ['Amīna', 'Rānia', 'Ḥanān', 'Laylā'],
      male: ['Yūsuf', 'Karīm', 'ʿUmar', 'Ṭāriq'],
      stems: ['Al-Mith', 'Abu Nam', 'El-Baḥr', 'Ben Zayt'],
      endings: ['ālī', 'ūdhaj', 'awī', 'ān'],
    },
    2,
  ],
  [
    {
      language: 'zh',
      female: ['Xiaolan', 'Meihua', 'Yuqing', 'Lan'],
      male: ['Weijun', 'Haoran', 'Zhiqiang', 'Bo'],
      stems: ['Lü', 'Ou', 'Shi', 'Yan'],
      endings: ['fanlei', 'shili', 'mingyang', 'wenti'],
    },
    2,
  ],
  [
    {
      language: 'am',
      female: ['Tsehay', 'Almaz', 'Hiwot', 'Makeda'],
      male: ['Dawit', 'Tesfaye', 'Kebede', 'Yonas'],
      stems: ['Mis', 'Wolde', 'Haile', 'Gebre'],
      endings: ['alem', 'misale', 'tesfa', 'berhan'],
    },
    1,
  ],
];

export type Name = { givenName: string; familyName: string; language: string };

export function inventName(by: Chance, sex: 'female' | 'male' | 'specified' | 'unknown'): Name {
  const naming = by.weighted(namings);
  const given = sex === 'female' || (sex !== 'male' && by.isLikely(0.5)) ? naming.female : naming.male;
  return {
    givenName: by.pick(given),
    familyName: `${by.pick(naming.stems)}${by.pick(naming.endings)}`,
    language: naming.language,
  };
}

/** Another name with the same first letters, where one is found: two people whose initials look alike on a tile. */
export function inventLookalike(by: Chance, of: Name, sex: 'female' | 'male' | 'specified' | 'unknown'): Name {
  const first = (text: string) => [...text][0];
  for (let tries = 0; tries < 400; tries += 1) {
    const name = inventName(by, sex);
    const alike = first(name.givenName) === first(of.givenName) && first(name.familyName) === first(of.familyName);
    if (alike && name.familyName !== of.familyName) return name;
  }
  return { ...of, familyName: `${of.familyName}-Ash` };
}
