import type { ActionName } from '../domain/actions.ts';
import type { Day } from '../domain/day.ts';
import type { ChainedEvent } from '../domain/event.ts';
import type { Task } from '../domain/task.ts';
import { paths } from '../paths.ts';
import { formatDay } from './format.ts';
import { standingWords } from './standing-words.ts';
import { timelineEvent } from './task-events.ts';
import { taskFacts } from './task-facts.ts';
import { nextStep, type TaskReader } from './task-item.ts';
import { actionsOf, type Names } from './task-json.ts';
import type { Translate } from './words.ts';

/** A task beside the one that is shown; `seen` is false where only its standing may be shown. */
type RelatedTask = { task: Task; seen: boolean };

/** What the page is made of: the task, its paper, its events oldest first, and the tasks that belong to it. */
export type TaskPageFacts = {
  task: Task;
  paper: { notation: string; issuedOn: Day };
  events: readonly ChainedEvent[];
  children: readonly RelatedTask[];
  group: readonly RelatedTask[];
};

function unitName(names: Names): (code: string) => string {
  return (code) => names.unit(code)?.name ?? code;
}

/** `mục 2`, or as it was typed where that says already what part it is. */
function clauseOf(clause: string, t: Translate): string {
  return /^\p{L}{2}/u.test(clause) ? clause : t('task.clauseOf', { clause });
}

function aboutOf(task: Task, { t, names }: TaskReader): string {
  const name = unitName(names);
  const parts = [
    ...(task.clause === null ? [] : [clauseOf(task.clause, t)]),
    t('task.assignedBy', { unit: name(task.assigner) }),
    t('task.leads', { unit: name(task.lead) }),
    ...(task.coordinating.length === 0
      ? []
      : [t('task.coordinates', { units: task.coordinating.map(name).join(', ') })]),
  ];
  return parts.join(' · ');
}

function relatedItem({ task, seen }: RelatedTask, reader: TaskReader) {
  const { t, names, today, calendar } = reader;
  return {
    href: seen ? paths.task(task.id) : null,
    code: task.code,
    lead: names.unit(task.lead)?.name ?? task.lead,
    standing: standingWords(task, { basis: 'current', today, calendar }, t),
  };
}

function relatedOf({ children, group }: TaskPageFacts, reader: TaskReader) {
  const part = (title: string, items: readonly RelatedTask[]) =>
    items.length === 0 ? [] : [{ title, items: items.map((item) => relatedItem(item, reader)) }];
  return [...part(reader.t('task.children'), children), ...part(reader.t('task.group'), group)];
}

/** A task on its page (pages.md, "A task"): what it is, what may be done, and what happened, newest first. */
export function taskModel(facts: TaskPageFacts, reader: TaskReader) {
  const { task, paper, events } = facts;
  const { t, today, calendar } = reader;
  const next = nextStep(task, reader);
  const others = actionsOf(task, reader.actor, reader.names).filter((action) => action !== next);
  const link = (action: ActionName) => ({ href: paths.action(task.id, action), text: t(`action.${action}`) });
  return {
    code: task.code,
    content: task.content,
    standing: standingWords(task, { basis: 'current', today, calendar }, t),
    directive: {
      href: paths.directive(task.directive),
      text: t('task.of', { notation: paper.notation, day: formatDay(paper.issuedOn) }),
    },
    about: aboutOf(task, reader),
    names: [
      ...(task.clause?.includes(' ') ? [task.clause] : []),
      ...[task.assigner, task.lead, ...task.coordinating].map(unitName(reader.names)),
    ],
    next: next === null ? null : link(next),
    others: others.map(link),
    facts: taskFacts(task, reader),
    related: relatedOf(facts, reader),
    events: events.toReversed().map((event) => timelineEvent(event, reader)),
  };
}
