import type { SchemeRow } from '../db/scheme-store.ts';
import { schemeAsPublished } from '../domain/published-scheme.ts';
import type { Scheme } from '../domain/scheme.ts';
import { flawsOf, lawsHold } from '../domain/scheme-flaws.ts';

/** A scheme as the HTTP interface and the command line give it; one that the product brings has no row. */
export function schemeJson(seen: { id: string; assigner: string; scheme: Scheme; row: SchemeRow | null }) {
  const { id, assigner, scheme, row } = seen;
  return {
    id,
    assigner,
    line: row?.line ?? null,
    follows: row?.follows ?? null,
    state: row?.state ?? null,
    revision: row?.revision ?? 0,
    inForceFrom: row?.inForceFrom ?? null,
    inForceTo: row?.inForceTo ?? null,
    draftedBy: row?.draftedBy ?? null,
    course: row?.course ?? [],
    lawsHold: lawsHold(scheme),
    flaws: flawsOf(scheme),
    scheme: schemeAsPublished(scheme),
  };
}
