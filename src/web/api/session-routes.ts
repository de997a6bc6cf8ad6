import { ACCESS_SECONDS, signAccessToken } from '../../app/access-token.ts';
import { endSession } from '../../app/account.ts';
import { parse } from '../../app/parse.ts';
import { refreshSession } from '../../app/refresh-session.ts';
import { CREDENTIALS, REFRESH } from '../../app/requests.ts';
import { PERSON, SESSION } from '../../app/session-answers.ts';
import { signInForApi } from '../../app/sign-in.ts';
import type { Post } from '../../domain/post.ts';
import type { Answer, Call } from '../route.ts';
import { type ApiRoute, READS, WRITES } from './api-route.ts';
import { refusal } from './problem.ts';

type Opened = { username: string; session: string; refreshToken: string };

function personJson(person: { username: string; name: string; posts: readonly Post[] }) {
  const posts = person.posts.map(({ role, unit }) => ({ role, unit }));
  return { id: person.username, username: person.username, name: person.name, posts };
}

async function sessionJson(call: Call, opened: Opened) {
  const { username, session, refreshToken } = opened;
  if (call.house.directory.person(username) === undefined) await call.house.directory.refresh('now');
  const person = call.house.directory.person(username);
  const accessToken = signAccessToken(call.house.jwtSecret, { username, session }, call.when.now);
  const known = person ?? { username, name: username, posts: [] };
  return { accessToken, refreshToken, expiresIn: ACCESS_SECONDS, person: personJson(known) };
}

async function open(call: Call): Promise<Answer> {
  const input = parse(CREDENTIALS, call.body);
  if (!input.ok) return refusal(call.t, input);
  const opened = await signInForApi(call.house, { ...input.value, address: call.address }, call.when);
  return { status: 201, body: await sessionJson(call, { ...opened, username: opened.person._id }) };
}

async function refresh(call: Call): Promise<Answer> {
  const input = parse(REFRESH, call.body);
  if (!input.ok) return refusal(call.t, input);
  const opened = await refreshSession(call.house, input.value.refreshToken, call.when);
  return { status: 200, body: await sessionJson(call, opened) };
}

async function end(call: Call): Promise<Answer> {
  await endSession(call.house, call.identity().session._id);
  return { status: 204 };
}

async function me(call: Call): Promise<Answer> {
  return { status: 200, body: personJson(call.identity().person) };
}

export const SESSION_ROUTES: readonly ApiRoute[] = [
  {
    ...WRITES,
    path: '/sessions',
    permission: 'anyone',
    audit: 'session.open',
    handler: open,
    summary: 'Signs in: an access token and a refresh token',
    body: CREDENTIALS,
    answers: { 201: SESSION },
    problems: [401, 403, 429],
  },
  {
    ...WRITES,
    path: '/sessions/refresh',
    permission: 'anyone',
    audit: null,
    handler: refresh,
    summary: 'Swaps a refresh token for new tokens; each works once',
    body: REFRESH,
    answers: { 200: SESSION },
    problems: [401],
  },
  {
    ...READS,
    method: 'DELETE',
    path: '/sessions/current',
    permission: 'signedIn',
    audit: 'session.end',
    handler: end,
    summary: 'Signs out: the access token is dead from then on',
    answers: { 204: null },
  },
  {
    ...READS,
    path: '/me',
    permission: 'signedIn',
    handler: me,
    summary: 'Who is signed in',
    answers: { 200: PERSON },
  },
];
