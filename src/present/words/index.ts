import accountEn from './account.en.json' with { type: 'json' };
import accountVi from './account.vi.json' with { type: 'json' };
import adminEn from './admin.en.json' with { type: 'json' };
import adminVi from './admin.vi.json' with { type: 'json' };
import backupEn from './backup.en.json' with { type: 'json' };
import backupVi from './backup.vi.json' with { type: 'json' };
import deadlineEn from './deadline.en.json' with { type: 'json' };
import deadlineVi from './deadline.vi.json' with { type: 'json' };
import deskEn from './desk.en.json' with { type: 'json' };
import deskVi from './desk.vi.json' with { type: 'json' };
import directiveEn from './directive.en.json' with { type: 'json' };
import directiveVi from './directive.vi.json' with { type: 'json' };
import editionEn from './edition.en.json' with { type: 'json' };
import editionVi from './edition.vi.json' with { type: 'json' };
import faultEn from './fault.en.json' with { type: 'json' };
import faultVi from './fault.vi.json' with { type: 'json' };
import figureEn from './figure.en.json' with { type: 'json' };
import figureVi from './figure.vi.json' with { type: 'json' };
import formEn from './form.en.json' with { type: 'json' };
import formVi from './form.vi.json' with { type: 'json' };
import frameEn from './frame.en.json' with { type: 'json' };
import frameVi from './frame.vi.json' with { type: 'json' };
import notationEn from './notation.en.json' with { type: 'json' };
import notationVi from './notation.vi.json' with { type: 'json' };
import noticesEn from './notices.en.json' with { type: 'json' };
import noticesVi from './notices.vi.json' with { type: 'json' };
import paperEn from './paper.en.json' with { type: 'json' };
import paperVi from './paper.vi.json' with { type: 'json' };
import policyEn from './policy.en.json' with { type: 'json' };
import policyVi from './policy.vi.json' with { type: 'json' };
import portalEn from './portal.en.json' with { type: 'json' };
import portalVi from './portal.vi.json' with { type: 'json' };
import problemEn from './problem.en.json' with { type: 'json' };
import problemVi from './problem.vi.json' with { type: 'json' };
import readingEn from './reading.en.json' with { type: 'json' };
import readingVi from './reading.vi.json' with { type: 'json' };
import reminderEn from './reminder.en.json' with { type: 'json' };
import reminderVi from './reminder.vi.json' with { type: 'json' };
import reportEn from './report.en.json' with { type: 'json' };
import reportVi from './report.vi.json' with { type: 'json' };
import schemeEn from './scheme.en.json' with { type: 'json' };
import schemeVi from './scheme.vi.json' with { type: 'json' };
import scoreEn from './score.en.json' with { type: 'json' };
import scoreVi from './score.vi.json' with { type: 'json' };
import standingEn from './standing.en.json' with { type: 'json' };
import standingVi from './standing.vi.json' with { type: 'json' };
import statisticsEn from './statistics.en.json' with { type: 'json' };
import statisticsVi from './statistics.vi.json' with { type: 'json' };
import taskEn from './task.en.json' with { type: 'json' };
import taskVi from './task.vi.json' with { type: 'json' };
import unitEn from './unit.en.json' with { type: 'json' };
import unitVi from './unit.vi.json' with { type: 'json' };

type Area = { vi: Record<string, string>; en: Record<string, string> };

/** Every area of words, Vietnamese and English side by side; a new area is one row here and its two files. */
export const AREAS: readonly Area[] = [
  { vi: accountVi, en: accountEn },
  { vi: adminVi, en: adminEn },
  { vi: backupVi, en: backupEn },
  { vi: deadlineVi, en: deadlineEn },
  { vi: deskVi, en: deskEn },
  { vi: directiveVi, en: directiveEn },
  { vi: editionVi, en: editionEn },
  { vi: faultVi, en: faultEn },
  { vi: figureVi, en: figureEn },
  { vi: formVi, en: formEn },
  { vi: frameVi, en: frameEn },
  { vi: notationVi, en: notationEn },
  { vi: noticesVi, en: noticesEn },
  { vi: paperVi, en: paperEn },
  { vi: policyVi, en: policyEn },
  { vi: portalVi, en: portalEn },
  { vi: problemVi, en: problemEn },
  { vi: readingVi, en: readingEn },
  { vi: reminderVi, en: reminderEn },
  { vi: reportVi, en: reportEn },
  { vi: schemeVi, en: schemeEn },
  { vi: scoreVi, en: scoreEn },
  { vi: standingVi, en: standingEn },
  { vi: statisticsVi, en: statisticsEn },
  { vi: taskVi, en: taskEn },
  { vi: unitVi, en: unitEn },
];
