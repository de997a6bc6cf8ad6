import { decidePolicy } from '../../app/decide-policy.ts';
import { readPolicy, type SeenPolicy } from '../../app/read-policy.ts';
import { grantsOf } from '../../domain/permission.ts';
import { DEFAULT_POLICY } from '../../domain/policy.ts';
import { paths } from '../../paths.ts';
import type { Link } from '../../present/components.ts';
import { policyFields } from '../../present/policy-fields.ts';
import { type PolicyReader, policyEvents, policyModel } from '../../present/policy-page.ts';
import { why } from '../forms/form-answer.ts';
import { formRows } from '../forms/form-view.ts';
import { filledPolicy, readPolicyForm, rebasedPolicy } from '../forms/policy-form.ts';
import { formPage } from '../forms/ranking-form.ts';
import { type Form, firstOf, type Page, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';

function policyReader({ t, language, house }: Visit): PolicyReader {
  return { t, language, personName: (username) => house.directory.person(username)?.name ?? username };
}

/** The way to the policy of days, for whoever reads it. */
export function policyLinks({ t, identity }: Visit): Link[] {
  if (grantsOf(identity().actor, 'readPolicies').length === 0) return [];
  return [{ href: paths.policy(), text: t('policy.title') }];
}

async function showPolicy(visit: Visit): Promise<Page> {
  const { house, t } = visit;
  const { actor } = visit.identity();
  const { assigner, policy, versions } = await readPolicy(house, actor, 'readPolicies');
  const decides = grantsOf(actor, 'decidePolicies').some(({ post }) => post.unit === assigner);
  const name = house.directory.unit(assigner)?.name ?? assigner;
  const facts = { assigner: name, policy, versions, mayDecide: decides };
  const model = policyModel(facts, policyReader(visit));
  return { view: 'policy', title: t('policy.title'), place: 'ranking', model };
}

/** Which version the form was filled from; 0 while none was decided. */
function versionIn(form: Form): number {
  return Number(firstOf(form, 'version')) || 0;
}

/** What the form is filled with: the policy, or what was typed; over another version than is in force now what of it is new. */
function typedOver({ form, conflict }: Visit, { policy, versions }: SeenPolicy): Form {
  if (Object.keys(form).length === 0) return filledPolicy(policy);
  const from = versions.find(({ version }) => version === versionIn(form))?.policy ?? DEFAULT_POLICY;
  return conflict ? rebasedPolicy(form, from, policy) : form;
}

async function showChange(visit: Visit): Promise<Page> {
  const { house, t, form } = visit;
  const seen = await readPolicy(house, visit.identity().actor, 'decidePolicies');
  const { version, versions } = seen;
  const { parts, summary } = policyFields(t, typedOver(visit, seen), visit.faults);
  const events = policyEvents(versions, policyReader(visit), versionIn(form));
  return formPage(visit, {
    title: t('policy.change'),
    warning: t('policy.keeps'),
    summary,
    faster: t('policy.meanwhile'),
    meanwhile: visit.conflict ? { title: t('policy.meanwhileTitle'), events } : null,
    action: paths.changePolicy(),
    hidden: [{ name: 'version', value: String(version) }],
    parts,
    back: paths.policy(),
  });
}

async function change(visit: Visit): Promise<PageAnswer> {
  const { house, when, t } = visit;
  const outcome = await decidePolicy(house, readPolicyForm(visit.form), visit.identity().actor, when);
  if (!outcome.ok) return showChange({ ...visit, ...why(outcome) });
  return { redirect: paths.policy(), flash: t('policy.changed') };
}

/** The rules on days that an assigner decides for itself, read by whoever watches its tasks, changed by the head of its Office. */
export const POLICY_PAGES: readonly PageRoute[] = [
  { method: 'GET', path: paths.policy(), permission: 'readPolicies', audit: null, handler: showPolicy },
  ...formRows(paths.changePolicy(), 'decidePolicies', 'policy.decide', showChange, change),
];
