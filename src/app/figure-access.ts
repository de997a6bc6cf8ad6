import { grantsOf, type Permission } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import { Forbidden } from './outcome.ts';

/** The assigner for whom an actor enters figures, gives bonus or penalty, or asks questions. Throws Forbidden. */
export function figureAccess(
  actor: Actor,
  permission: Extract<Permission, 'enterFigures' | 'adjustScores' | 'askQuestions'>,
): string {
  const [grant] = grantsOf(actor, permission);
  if (grant === undefined) throw new Forbidden();
  return grant.post.unit;
}
