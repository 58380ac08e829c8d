/** Bankruptcy of the party stops every other way and opens one: through the administrator. */
import type { Bilingual, Route } from '../../model/clue.js';
import { addDays, addMonths } from '../../model/date.js';
import type { Bankruptcy } from '../stand.js';
import { b, courtOf, type Make, type Situation } from './parts.js';

export function bankruptcyRoutes(
  { court, caseNumber, acceptedOn }: Bankruptcy,
  { about }: Situation,
  route: Make,
): Route[] {
  const where = courtOf(court, caseNumber);
  // The court sets 30 days to 3 months from its notice (45); the earlier day is safe.
  return [
    route('R8', {
      title: b('申报债权，并请管理人追收该财产', 'File the claim and push the administrator to collect this asset'),
      court: b(`${where.zh}；管理人`, `${where.en}; the administrator`),
      paper: b(
        '债权申报书及证据；向管理人提交财产线索的书面请求',
        'proof of claim with evidence; written request to the administrator with this clue',
      ),
      by: acceptedOn ? [addDays(acceptedOn, 30), addMonths(acceptedOn, 3)] : [],
      basis: ['企业破产法 16', '企业破产法 19', '企业破产法 45', '企业破产法 56', '破产法解释二 21-23'],
      unproven: [
        b(
          `以法院公告的申报期限为准（受理公告之日起30日至3个月）；逾期可在最后分配前补充申报（企业破产法 56）`,
          'The time limit is the one in the notice (30 days to 3 months); later until the final distribution (56)',
        ),
        acceptedOn ? null : b(`${about.name}破产受理日期不详`, 'Day of acceptance not known'),
        b(
          '管理人无正当理由拒绝追收时，可代表全体债权人起诉',
          'If the administrator refuses without reason, sue in the name of all creditors',
        ),
      ],
    }),
  ];
}

export const stayed = b(
  '破产申请已受理：保全解除、执行中止、个别清偿无效（企业破产法 16、19）',
  'Bankruptcy accepted: measures are lifted, enforcement stays, individual payment is void (企业破产法 16, 19)',
);
/** A closed route has no deadline. */
export function closedBy(route: Route, closed: Bilingual): Route {
  const { code, title, actor, court, paper, basis, unproven } = route;
  return { code, title, actor, court, paper, basis, unproven, closed: route.closed ?? closed };
}
