/** All models by name, and which one is taken when only the product and the route are known. */
import { BadInput } from '#clinical/bad-input.ts';
import { ashraf2018 } from './ashraf.ts';
import { clements1981 } from './clements.ts';
import { domino1984 } from './domino.ts';
import { herd2007 } from './herd.ts';
import { hijazi2003 } from './hijazi.ts';
import { imComposite } from './im-composite.ts';
import { kamp2020 } from './kamp.ts';
import type { Model, Product, Route } from './model.ts';
import { otto2021 } from './otto.ts';
import { perezRuixo2021, racemicByMouth, racemicByNose, racemicNasalFraction } from './perez-ruixo.ts';
import { racemateComposite } from './racemate-composite.ts';
import type { SimulateRequest } from './request.ts';
import { racemicUnderTongue, simons2022 } from './simons.ts';

export const models: readonly Model[] = [
  otto2021,
  kamp2020,
  domino1984,
  clements1981,
  hijazi2003,
  perezRuixo2021,
  simons2022,
  ashraf2018,
  herd2007,
  imComposite,
  racemateComposite,
];

export const modelNames: readonly string[] = models.map(({ name }) => name);

/** The model of pharmacokinetics 1, or why there is none, in words. */
type Choice = Model | string;

const defaults: Readonly<Record<Product, Readonly<Record<Route, Choice>>>> = {
  esketamine: {
    iv: otto2021,
    im: 'there is no model of esketamine into a muscle',
    sc: 'there is no model of ketamine under the skin: no parameters could be read',
    intranasal: perezRuixo2021,
    sublingual: simons2022,
    oral: perezRuixo2021,
  },
  racemic: {
    iv: racemateComposite,
    im: imComposite,
    sc: 'there is no model of ketamine under the skin: no parameters could be read',
    intranasal: racemicByNose(racemicNasalFraction.start),
    sublingual: racemicUnderTongue,
    oral: racemicByMouth,
  },
};

/** Racemic ketamine on a structure published for esketamine, where the basis names that structure. */
function asRacemic(model: Model, { doses, nasalFraction }: SimulateRequest): Model {
  const isOnly = (route: Route) => doses.every((dose) => dose.route === route);
  if (model.name === perezRuixo2021.name && isOnly('intranasal'))
    return racemicByNose(nasalFraction ?? racemicNasalFraction.start);
  if (model.name === perezRuixo2021.name && isOnly('oral')) return racemicByMouth;
  if (model.name === simons2022.name && isOnly('sublingual')) return racemicUnderTongue;
  return model;
}

function byDefault(request: SimulateRequest, product: Product): Model {
  const chosen = request.doses.map(({ route }, at): Model => {
    const choice = defaults[product][route];
    if (typeof choice === 'string') throw new BadInput(`doses[${at}].route`, `doses[${at}].route: ${choice}`);
    return choice;
  });
  const [first] = chosen;
  const other = chosen.find(({ title }) => title !== first?.title);
  if (first === undefined) throw new BadInput('doses', 'doses: has at least one dose');
  if (other !== undefined)
    throw new BadInput(
      'model',
      `model: these routes have different models, ${first.name} (${first.site}) and ${other.name} (${other.site}), and their curves are not mixed. Name one model`,
    );
  return first;
}

/** @throws BadInput for an unknown name, or where nothing is published */
export function chooseModel(request: SimulateRequest): Model {
  const { product } = request;
  if (request.model === undefined) {
    if (product === undefined)
      throw new BadInput('model', 'model: name a model, or the product: racemic or esketamine');
    const model = byDefault(request, product);
    return product === 'racemic' ? asRacemic(model, request) : model;
  }
  const model = models.find(({ name }) => name === request.model);
  if (model === undefined)
    throw new BadInput('model', `model: there is no such model. There are ${modelNames.join(', ')}`);
  return product === 'racemic' ? asRacemic(model, request) : model;
}
