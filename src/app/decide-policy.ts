import { isDuplicate } from '../db/duplicate.ts';
import { newId } from '../db/ids.ts';
import { insertPolicy, type PolicyRow } from '../db/policy-store.ts';
import type { When } from '../domain/day.ts';
import { type Policy, remindersFrom, samePolicy } from '../domain/policy.ts';
import type { Actor } from '../domain/post.ts';
import type { House } from './house.ts';
import { Conflict, done, faulty, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';
import { POLICY_BODY } from './policy-requests.ts';
import { readPolicy } from './read-policy.ts';

/** Days of reminding as they are kept: the earliest reminder first. */
function inOrder({ before, afterEvery }: Policy['reminders']): Policy['reminders'] {
  return { before: before.toSorted((a, b) => b - a), afterEvery };
}

/**
 * Decides the policy of the actor's assigner: a version more, in force at once. It concerns what is done from now on: a
 * deadline keeps the rule by which it was understood, an opened edition its last day for disputes, a report its cutoff.
 * Throws Forbidden, and Conflict `stale` when another version was decided than the one that was seen.
 */
export async function decidePolicy(
  house: House,
  input: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<PolicyRow>> {
  const seen = await readPolicy(house, actor, 'decidePolicies');
  const parsed = parse(POLICY_BODY, input);
  if (!parsed.ok) return parsed;
  const { version, reason, document = null, deadline, reminders, disputeDays, reports } = parsed.value;
  if (document !== null && document.issuedOn > when.today)
    return faulty({ field: 'document.issuedOn', code: 'dayAhead' });
  if (version !== seen.version) throw new Conflict('stale');
  const policy: Policy = { deadline, reminders: inOrder(reminders), disputeDays, reports };
  if (samePolicy(policy, seen.policy)) return { ok: false, refused: 'policyUnchanged' };
  const row: PolicyRow = {
    _id: newId(when.now),
    assigner: seen.assigner,
    version: version + 1,
    policy,
    remindersFrom: remindersFrom(seen.policy, policy, when.today),
    ...{ reason, document, at: when.now, by: actor.username },
  };
  try {
    await insertPolicy(house.connection, row);
  } catch (error) {
    if (isDuplicate(error)) throw new Conflict('stale');
    throw error;
  }
  await house.directory.refresh('now');
  return done(row);
}
