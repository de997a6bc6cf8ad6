import type { ActionName } from '../domain/actions.ts';
import type { ChainedEvent, FileRef } from '../domain/event.ts';
import type { Paper } from '../domain/task.ts';
import type { TimelineEvent } from './components.ts';
import { fileItems } from './file-items.ts';
import { formatDay, formatMoment } from './format.ts';
import type { Names } from './task-json.ts';
import type { Language, Translate } from './words.ts';

type Reading = { names: Names; t: Translate; language: Language };

function day(value: string | null, t: Translate): string {
  return value === null ? t('standing.noDeadline') : formatDay(value);
}

/** What the sentence of an event is filled with. */
function paramsOf(event: ChainedEvent, { names, t }: Reading): Record<string, string | number> {
  const unit = (code: string) => names.unit(code)?.name ?? code;
  switch (event.type) {
    case 'assigned':
      return { unit: unit(event.data.lead), due: day(event.data.deadline.day, t) };
    case 'handlerAssigned':
      return { person: names.person(event.data.person)?.name ?? event.data.person };
    case 'reported':
      return { progress: event.data.progress };
    case 'extensionRequested':
      return { due: day(event.data.deadline.day, t), cause: t(`cause.${event.data.cause}`) };
    case 'extensionApproved':
    case 'extended':
      return { due: day(event.data.deadline.day, t) };
    case 'calendarCompleted':
      return { due: day(event.data.deadline.day, t), notice: event.data.notice };
    case 'reassigned':
      return { unit: unit(event.data.lead) };
    default:
      return {};
  }
}

/** What people wrote: the text, the reason. */
function textOf(event: ChainedEvent): string | null {
  const { data } = event;
  const parts: string[] = [];
  if ('text' in data) parts.push(data.text);
  if ('difficulties' in data && data.difficulties !== null) parts.push(data.difficulties);
  if ('proposals' in data && data.proposals !== null) parts.push(data.proposals);
  if ('reason' in data) parts.push(data.reason);
  if ('note' in data && data.note !== null) parts.push(data.note);
  return parts.length === 0 ? null : parts.join('\n');
}

/** The paper that an event names. */
function paperOf({ data }: ChainedEvent): Paper | null {
  return 'result' in data ? data.result : 'document' in data ? data.document : null;
}

/** What each decision answers: the event in which the unit asked for it. */
const ANSWERS: Partial<Record<ActionName, ChainedEvent['type']>> = {
  verify: 'submitted',
  return: 'submitted',
  approveExtension: 'extensionRequested',
  refuseExtension: 'extensionRequested',
  overrule: 'declined',
};

/** The event that a decision answers, to be read beside its form; undefined for what answers nothing. */
export function askedIn(events: readonly ChainedEvent[], action: ActionName): ChainedEvent | undefined {
  const type = ANSWERS[action];
  return type === undefined ? undefined : events.findLast((event) => event.type === type);
}

/** An event in one sentence, with what was written, the files, who, and when. */
export function timelineEvent(event: ChainedEvent, reading: Reading): TimelineEvent {
  const { names, t, language } = reading;
  const params = paramsOf(event, reading);
  const paper = paperOf(event);
  const files: FileRef[] = 'files' in event.data ? event.data.files : [];
  const person = event.by === null ? null : (names.person(event.by.username)?.name ?? event.by.username);
  const unit = event.by === null ? null : (names.unit(event.by.unit)?.name ?? event.by.unit);
  const who = event.by === null ? t('task.program') : `${person}, ${t(`role.${event.by.role}`)}, ${unit}`;
  return {
    sentence: t(`event.${event.type}`, params),
    names: [params['unit'], params['person'], params['notice'], paper?.notation, person, unit].flatMap(
      (name) => (name ? [String(name)] : []),
    ),
    text: textOf(event),
    paper:
      paper === null ? null : t('task.paper', { notation: paper.notation, day: formatDay(paper.issuedOn) }),
    files: fileItems(files, language),
    who,
    moment: formatMoment(event.at),
    at: event.at,
  };
}
