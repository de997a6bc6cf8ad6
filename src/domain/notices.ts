import type { EventType } from './event.ts';
import type { Role } from './post.ts';

/** Whom an event tells: the handler or else the clerks of the lead, and so on by role and side. */
export type Audience =
  | { side: 'lead'; roles: readonly Role[]; handlerFirst: boolean }
  | { side: 'coordinating'; roles: readonly Role[] }
  | { side: 'office'; monitorFirst: boolean }
  | { side: 'monitor' };

const LEAD: Audience = { side: 'lead', roles: ['unitClerk'], handlerFirst: true };
const LEAD_HEAD: Audience = { side: 'lead', roles: ['unitClerk', 'unitHead'], handlerFirst: false };
const COORDINATING: Audience = { side: 'coordinating', roles: ['unitClerk'] };
const OFFICE: Audience = { side: 'office', monitorFirst: true };
const MONITOR: Audience = { side: 'monitor' };

/** Who is told of what, as data; whoever did it is never told of it. An event that is not named tells nobody. */
export const AUDIENCES: Partial<Record<EventType, readonly Audience[]>> = {
  assigned: [LEAD_HEAD, COORDINATING],
  declined: [OFFICE],
  handlerAssigned: [LEAD],
  reported: [MONITOR],
  submitted: [OFFICE],
  extensionRequested: [OFFICE],
  withdrawn: [OFFICE],
  verified: [LEAD_HEAD],
  returned: [LEAD_HEAD, LEAD],
  extensionApproved: [LEAD],
  extensionRefused: [LEAD],
  extended: [LEAD],
  corrected: [LEAD],
  reassigned: [LEAD_HEAD],
  overruled: [LEAD_HEAD],
  suspended: [LEAD],
  resumed: [LEAD],
  recalled: [LEAD_HEAD],
  discontinued: [LEAD_HEAD],
  reopened: [LEAD_HEAD],
  calendarCompleted: [LEAD],
};
