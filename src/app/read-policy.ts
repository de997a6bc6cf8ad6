import { findPolicies, type PolicyRow } from '../db/policy-store.ts';
import { grantsOf, type Permission } from '../domain/permission.ts';
import { DEFAULT_IN_FORCE, type PolicyInForce } from '../domain/policy.ts';
import type { Actor } from '../domain/post.ts';
import type { House } from './house.ts';
import { Forbidden } from './outcome.ts';

/** How many versions are told; more than an office ever decides. */
const LISTED = 200;

/** The policy of an assigner as it is now, the number of its version (0 while none was decided), and all versions, newest first. */
export type SeenPolicy = {
  assigner: string;
  version: number;
  policy: PolicyInForce;
  versions: readonly PolicyRow[];
};

/** The policy that an actor reads or decides, as the database has it. Throws Forbidden. */
export async function readPolicy(
  house: House,
  actor: Actor,
  permission: Extract<Permission, 'readPolicies' | 'decidePolicies'>,
): Promise<SeenPolicy> {
  const [grant] = grantsOf(actor, permission);
  if (grant === undefined) throw new Forbidden();
  const assigner = grant.post.unit;
  const versions = await findPolicies(house.connection, assigner, LISTED);
  const [last] = versions;
  if (last === undefined) return { assigner, version: 0, policy: DEFAULT_IN_FORCE, versions };
  const policy = { ...last.policy, remindersFrom: last.remindersFrom };
  return { assigner, version: last.version, policy, versions };
}
