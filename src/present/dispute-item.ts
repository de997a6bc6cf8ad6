import type { DisputeRow } from '../db/dispute-store.ts';
import type { EditionRow } from '../db/edition-store.ts';
import { paths } from '../paths.ts';
import {
  anyLineWords,
  disputeWords,
  type EditionReader,
  lineName,
  periodOfEdition,
} from './edition-words.ts';
import { fileItems } from './file-items.ts';
import { formatMoment } from './format.ts';

/** A dispute with its edition, as a list of them shows it; `mayDecide` leads to the form. */
export function disputeItem(
  dispute: DisputeRow,
  edition: EditionRow,
  mayDecide: boolean,
  reader: EditionReader,
) {
  const { t, language, unitName, personName } = reader;
  const decide = mayDecide && dispute.state === 'waiting' ? paths.dispute(dispute._id) : null;
  return {
    id: dispute._id,
    unit: unitName(dispute.unit),
    period: t('edition.title', { period: periodOfEdition(edition, t), n: edition.edition }),
    line: anyLineWords(dispute, dispute.line, edition, reader),
    name: lineName(dispute, dispute.line.code, t),
    href: dispute.task === null ? null : paths.task(dispute.task),
    reason: dispute.reason,
    files: fileItems(dispute.files, language),
    standing: disputeWords(dispute, reader),
    at: dispute.askedAt,
    moment: formatMoment(dispute.askedAt),
    who: personName(dispute.askedBy),
    decide,
  };
}
