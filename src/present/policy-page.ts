import type { PolicyRow } from '../db/policy-store.ts';
import { DEFAULT_POLICY, type Policy } from '../domain/policy.ts';
import { paths } from '../paths.ts';
import type { Facts } from './components.ts';
import { formatDay, formatMoment } from './format.ts';
import type { Reader } from './words.ts';

/** Who reads a policy, and by which names people are known to them. */
export type PolicyReader = Reader & { personName: (username: string) => string };

/** What the page of a policy rests on; `assigner` is its name, versions go from the newest. */
export type PolicyFacts = {
  assigner: string;
  policy: Policy;
  versions: readonly PolicyRow[];
  mayDecide: boolean;
};

type Rule = 'deadline' | 'before' | 'after' | 'dispute' | 'reports';

/** Each rule of a policy as a sentence that one can read out. */
export function policySentences(policy: Policy, { t, language }: Reader): [rule: Rule, text: string][] {
  const { deadline, reminders, disputeDays, reports } = policy;
  const days = new Intl.ListFormat(language, { type: 'conjunction' }).format(reminders.before.map(String));
  return [
    ['deadline', t(deadline.beforeMeansDayBefore ? 'policy.says.dayBefore' : 'policy.says.sameDay')],
    ['before', t('policy.says.before', { days })],
    ['after', t('policy.says.after', { n: reminders.afterEvery })],
    ['dispute', t('policy.says.dispute', { n: disputeDays })],
    ['reports', t('policy.says.reports', reports)],
  ];
}

/** What of a policy is other than in the one before it, in sentences. */
function changesOf(policy: Policy, before: Policy, reader: Reader): string {
  const old = new Set(policySentences(before, reader).map(([, text]) => text));
  const changed = policySentences(policy, reader).filter(([, text]) => !old.has(text));
  return changed.map(([, text]) => text).join(' ');
}

/** The decisions as a timeline, the newest first, each with what it changed; those after a version alone where one is given. */
export function policyEvents(versions: readonly PolicyRow[], reader: PolicyReader, after = 0) {
  const { t, personName } = reader;
  return versions
    .map(({ version, policy, reason, document, at, by }, index) => ({
      version,
      sentence: t('policy.event', {
        n: version,
        what: changesOf(policy, versions[index + 1]?.policy ?? DEFAULT_POLICY, reader),
      }),
      text: reason,
      paper:
        document === null
          ? null
          : t('policy.document', { document: document.notation, day: formatDay(document.issuedOn) }),
      names: [personName(by), ...(document === null ? [] : [document.notation])],
      files: [],
      who: personName(by),
      moment: formatMoment(at),
      at,
    }))
    .filter(({ version }) => version > after);
}

function aboutOf({ assigner, versions }: PolicyFacts, { t }: Reader): string {
  const [last] = versions;
  if (last === undefined) return t('policy.aboutDefault', { assigner });
  return t('policy.about', { assigner, n: last.version, moment: formatMoment(last.at) });
}

/** The policy of an assigner: its rules in sentences, the way to change them, and all decisions. */
export function policyModel(facts: PolicyFacts, reader: PolicyReader) {
  const { t } = reader;
  const rules: Facts = {
    items: policySentences(facts.policy, reader).map(([rule, value]) => ({
      key: t(`policy.rule.${rule}`),
      value,
      note: null,
      href: null,
      data: false,
    })),
  };
  return {
    back: { href: paths.rankings(), text: t('score.title') },
    about: aboutOf(facts, reader),
    names: [facts.assigner],
    change: facts.mayDecide ? { href: paths.changePolicy(), text: t('policy.change') } : null,
    rules,
    events: policyEvents(facts.versions, reader),
  };
}
