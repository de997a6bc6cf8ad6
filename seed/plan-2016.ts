import type { House } from '../src/app/house.ts';
import type { Life, PastAction } from '../src/app/record-history.ts';
import { addWorkingDays } from '../src/domain/calendar.ts';
import type { Day } from '../src/domain/day.ts';
import { foldText } from '../src/domain/fold-text.ts';
import { parseNotation } from '../src/domain/notation.ts';
import type { Task } from '../src/domain/task.ts';
import { dayFrom, readWrittenDay } from '../src/domain/written-day.ts';
import source from './data/directives-2016.json' with { type: 'json' };
import { actorOf, type PlannedDirective, type PlannedTask } from './load-plan.ts';
import { at } from './office-hours.ts';

type SourceDirective = (typeof source.directives)[number];
type SourceTask = (typeof source.tasks)[number];

/** The report by which the tasks that were done are answered, and its day. */
const REPORT = { notation: '120/BC-UBND', issuedOn: '2016-12-19' };
const STOPPED_ON = '2016-12-30';
const STOP = {
  reason: 'Dừng theo dõi: nhiệm vụ năm 2016 được nạp để minh họa, không phải việc đang giao',
  document: { notation: '01/TM-DONDOC', issuedOn: STOPPED_ON },
};

function issuedOnOf({ issuedAsWritten }: SourceDirective, inNotation: Day | null): Day {
  if (inNotation !== null) return inNotation;
  const written = readWrittenDay(foldText(issuedAsWritten ?? ''));
  const day = written?.year == null ? null : dayFrom(written.year, written.month, written.day);
  if (day === null) throw new Error(`seed: no day in ${issuedAsWritten}`);
  return day;
}

function paperOf(directive: SourceDirective): PlannedDirective['paper'] {
  const { asWritten, kind, issuer, subject } = directive;
  const read = parseNotation(asWritten);
  if (!read.ok) throw new Error(`seed: ${read.code} ${asWritten}`);
  return { notation: read.notation, kind, issuer, subject, issuedOn: issuedOnOf(directive, read.issuedOn) };
}

/** The codes meant by `ALL`, `DISTRICTS`, `DEPARTMENTS`, and by themselves. */
function unitsOf(house: House, named: readonly string[]): string[] {
  const of = (kind: string) =>
    house.directory
      .childrenOf('38')
      .filter((unit) => unit.kind === kind)
      .map(({ code }) => code);
  const meant: Record<string, string[]> = {
    ALL: [...of('department'), ...of('district')],
    DEPARTMENTS: of('department'),
    DISTRICTS: of('district'),
  };
  return [...new Set(named.flatMap((name) => meant[name] ?? [name]))];
}

/** Acknowledged on the next working day; then done and verified, or as it stood and discontinued. */
function lifeOf(house: House, { outcome }: SourceTask): Life {
  return function* (task: Task): Generator<PastAction, void, Task> {
    const clerk = actorOf(house, `${task.lead.toLowerCase()}.clerk`);
    const head = actorOf(house, 'chanhvanphong');
    const isOffice = house.directory.unit(task.lead)?.ownOffice ?? false;
    const verifier = isOffice ? head : actorOf(house, 'vanphong');
    const text = outcome?.text ?? '';
    const soon = addWorkingDays(house.calendar(), task.assignedOn, 1);
    yield { action: 'acknowledge', fields: {}, actor: clerk, when: at(soon, 60) };
    if (outcome?.done === true) {
      yield {
        action: 'submit',
        fields: { text, result: REPORT },
        actor: clerk,
        when: at(REPORT.issuedOn, 120),
      };
      yield { action: 'verify', fields: {}, actor: verifier, when: at(REPORT.issuedOn, 480) };
      return;
    }
    if (outcome !== null) {
      yield {
        action: 'report',
        fields: { progress: 50, text },
        actor: clerk,
        when: at(REPORT.issuedOn, 120),
      };
    }
    yield { action: 'discontinue', fields: STOP, actor: head, when: at(STOPPED_ON, 480) };
  };
}

function taskOf(house: House, task: SourceTask, issuedOn: Day): PlannedTask {
  const leadUnits = unitsOf(house, task.lead);
  const coordinating = unitsOf(house, task.coordinating);
  return {
    when: at(issuedOn, 30),
    input: {
      content: task.content,
      leadUnits,
      coordinatingUnits:
        leadUnits.length > 1 ? coordinating : coordinating.filter((unit) => !leadUnits.includes(unit)),
      deadline: task.dueAsWritten,
      weight: 1,
    },
    life: lifeOf(house, task),
  };
}

/** The eight directives and nineteen tasks of 2016, with what the report of 19/12/2016 says became of them. */
export function plan2016(house: House): PlannedDirective[] {
  return source.directives.map((directive) => {
    const paper = paperOf(directive);
    const tasks = source.tasks.filter(({ directive: notation }) => notation === paper.notation);
    return {
      by: 'vanphong',
      when: at(paper.issuedOn, 0),
      paper,
      tasks: tasks.map((task) => taskOf(house, task, paper.issuedOn)),
    };
  });
}
