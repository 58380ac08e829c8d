/**
 * The legal ways to a clue's money on a day: who acts, before which court, with which paper, by when, and what is not
 * proven yet. The first route is the one to take. A route that looks likely and is wrong is listed as closed, with why.
 *
 *   bankruptcy of the party  switches everything to R8 (企业破产法 16, 19; 破产法解释二 21-23); its guarantors stay reachable (92, 124)
 *   our stage                no suit, suing: preservation · title: apply for enforcement · enforcing: act · 终本: clue, resume, act
 */
import type { Route } from '../model/clue.js';
import { isDay } from './deadlines.js';
import { bankruptcyRoutes, closedBy, stayed } from './routes/bankruptcy.js';
import { claimRoutes } from './routes/claim.js';
import { us, type Make, type Situation } from './routes/parts.js';
import { forGuarantor, keepGuarantee, ringRoutes } from './routes/surety.js';
import { thingRoutes } from './routes/thing.js';
import { waitingRoutes } from './routes/waiting.js';

export function routesOf(situation: Situation): readonly Route[] {
  const { bankruptcy, guarantee, asOf } = situation;
  const route: Make = (code, parts) => {
    const by = (parts.by ?? []).filter((day): day is string => isDay(day) && day >= asOf).sort()[0];
    return {
      code,
      title: parts.title,
      actor: parts.actor ?? us,
      court: parts.court,
      paper: parts.paper,
      ...(by ? { by } : {}),
      basis: parts.basis,
      unproven: [
        ...(parts.unproven ?? []).filter((one) => one !== null),
        ...(code === 'R8' ? [] : forGuarantor(situation)),
      ],
    };
  };
  const usual = byWay(situation, route);
  if (bankruptcy && situation.about.kind === 'organization')
    return [...bankruptcyRoutes(bankruptcy, situation, route), ...usual.map((one) => closedBy(one, stayed))];
  return guarantee && guarantee.state === 'running' ? [keepGuarantee(situation, guarantee, route), ...usual] : usual;
}

const byWay = (situation: Situation, route: Make): readonly Route[] => {
  switch (situation.way.way) {
    case 'claim':
      return claimRoutes(situation, situation.way, route);
    case 'thing':
      return thingRoutes(situation, situation.way, route);
    case 'waiting':
      return waitingRoutes(situation, situation.way, route);
    case 'ring':
      return ringRoutes(situation, route);
  }
};
