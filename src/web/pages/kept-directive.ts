import { Conflict, Forbidden } from '../../app/outcome.ts';
import { seeDirective } from '../../app/see-directive.ts';
import type { DirectiveRow } from '../../db/directive-store.ts';
import { grantsOf } from '../../domain/permission.ts';
import { paths } from '../../paths.ts';
import type { Page, Visit } from '../visit.ts';

/** The paper of the address, for whoever records papers of its assigner. */
export async function keptDirective(visit: Visit): Promise<DirectiveRow> {
  const { actor } = visit.identity();
  const row = await seeDirective(visit.house, visit.params['id'] ?? '', actor);
  if (!grantsOf(actor, 'recordDirectives').some(({ post }) => post.unit === row.assigner))
    throw new Forbidden();
  return row;
}

function duplicateSummary(visit: Visit, id: string | null) {
  const text = visit.t('directive.duplicate');
  return {
    title: text,
    text: null,
    items: id === null ? [] : [{ href: paths.directive(id), text: visit.t('directive.openThat') }],
  };
}

/** The page of the form, with the way to the paper that is there already; throws what is no duplicate. */
export async function duplicatePage(page: Promise<Page>, visit: Visit, error: unknown): Promise<Page> {
  if (!(error instanceof Conflict && error.code === 'duplicate')) throw error;
  const shown = await page;
  return { ...shown, status: 409, model: { ...shown.model, summary: duplicateSummary(visit, error.id) } };
}
