import type { Response } from 'express';
import { keepFlash, takeFlash, unreadNotices } from '../app/flash.ts';
import { paths } from '../paths.ts';
import { type Frame, frameOf } from '../present/frame.ts';
import type { Renderer } from '../render.ts';
import type { Site } from './route.ts';
import { sessionCookie } from './session-cookie.ts';
import type { Page, PageAnswer, Visit } from './visit.ts';

async function frameFor(visit: Visit, page: Page): Promise<Frame> {
  const identity = visit.signedIn ? visit.identity() : null;
  return frameOf({
    language: visit.language,
    title: page.title,
    place: page.place ?? null,
    asked: visit.request.method === 'GET' ? visit.asked : paths.desk(),
    identity,
    directory: visit.house.directory,
    unread: identity === null ? 0 : await unreadNotices(visit.house, identity),
    flash:
      identity === null || visit.request.method !== 'GET' ? null : await takeFlash(visit.house, identity),
    demo: visit.site.demo,
    mailOn: visit.site.mailOn,
    when: visit.when,
  });
}

const OWN = { 'Cache-Control': 'private, no-cache' };

/** The language is chosen by cookie, and the frame says when it was printed: the tag is a weak one. */
function sharedHeaders({ version }: { version: string }, { language }: Visit): Record<string, string> {
  return { 'Cache-Control': 'public, max-age=300', Vary: 'Cookie', ETag: `W/"${version}-${language}"` };
}

/** What answers need beside the request. */
export type Serving = { site: Site; renderer: Renderer };

/** Sends a page in its frame. */
export async function show(
  { renderer }: Serving,
  visit: Visit,
  page: Page,
  response: Response,
): Promise<void> {
  const frame = await frameFor(page.shared === undefined ? visit : { ...visit, signedIn: false }, page);
  const html = renderer.page(page.view, { frame, ...page.model });
  response
    .status(page.status ?? 200)
    .set(page.shared === undefined ? OWN : sharedHeaders(page.shared, visit))
    .type('html')
    .send(html);
}

/** Sends a page, a way on, or what is neither, such as a file. */
export async function send(
  serving: Serving,
  visit: Visit,
  answer: PageAnswer,
  response: Response,
): Promise<void> {
  if ('view' in answer) return show(serving, visit, answer, response);
  if ('send' in answer) {
    response.status(answer.status).set(answer.headers);
    return answer.send(response);
  }
  if (answer.cookie !== undefined) {
    response.append('Set-Cookie', sessionCookie(serving.site, visit.request, answer.cookie));
  }
  if (answer.language !== undefined) {
    response.append(
      'Set-Cookie',
      `language=${answer.language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`,
    );
  }
  if (answer.flash !== undefined && visit.signedIn) {
    await keepFlash(visit.house, visit.identity(), { text: answer.flash, names: answer.names ?? [] });
  }
  response.set('Cache-Control', 'no-store').redirect(303, answer.redirect);
}
