// All that scripts say to our server, and the one place that decides what an answer is worth. Hotel portals, proxies
// that want a sign-in and those that fill in while a server restarts answer with any status there is. So an answer
// counts only if it is ours: with the header that nothing but our server sends, without a redirect, whole, in time.
const OURS = 'X-Limelight';
const LEADS_TO = 'X-Limelight-Location'; // where our server would have redirected to, had not a script asked
const PATIENCE_MS = 8000;

// Resolves always, to { kind, status, etag, leadsTo, content }. Kinds that are ours: 'done', 'busy' (ask again),
// 'gone', 'refused'. Not ours: 'strange' (somebody else answered) and 'lost' (nobody did, or not to the end).
export async function exchange(url, { patience = PATIENCE_MS, ...options }, read) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), patience);
  try {
    const answer = await fetch(url, { cache: 'no-store', redirect: 'error', ...options, signal: controller.signal });
    const { status } = answer;
    if (answer.type !== 'basic' || !answer.headers.has(OURS)) return { kind: 'strange', status };
    const leadsTo = answer.headers.get(LEADS_TO);
    const content = read.takes(answer) && !leadsTo ? await read.from(answer) : undefined;
    return { kind: kindOf(status), status, etag: answer.headers.get('ETag'), leadsTo, content };
  } catch {
    return { kind: 'lost', status: 0 };
  } finally {
    clearTimeout(timer);
  }
}

// What is to be read of an answer; what cannot be read as such is no answer.
export const noContent = {
  takes: ({ ok }) => ok,
  from: ({ status }) => { if (status !== 204) throw new Error(`${status} is not what acknowledges`); },
};
export const wholeJson = {
  takes: ({ ok }) => ok,
  from: async (answer) => {
    const content = await answer.json();
    if (content?.constructor !== Object) throw new Error('not what we send');
    return content;
  },
};
export const wholePage = {
  takes: ({ status }) => status !== 304,
  from: async (answer) => {
    const text = await answer.text();
    if (!text.trimEnd().endsWith('</html>')) throw new Error('half a page');
    return text;
  },
};

// With this a request says that a script asks, which cannot tell our redirect from another's.
export const ASKING = { [OURS]: '1' };

// Where our server leads to, loaded anew also when only the #fragment differs from here.
export function leaveFor(address) {
  const { href, pathname, search } = new URL(address, location.href);
  if (pathname + search !== location.pathname + location.search) return location.assign(href);
  history.replaceState(null, '', href);
  location.reload();
}

// Sends a form as a press does, also from within its own submit event, where a browser may refuse to press again.
export function leaveBy(form, submitter) {
  if (submitter?.hasAttribute('formaction')) form.action = submitter.formAction;
  if (submitter?.name) {
    const { name, value } = submitter;
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  }
  HTMLFormElement.prototype.submit.call(form);
}

function kindOf(status) {
  if (status < 400) return 'done';
  if (status >= 500 || status === 429) return 'busy';
  return status === 404 || status === 410 ? 'gone' : 'refused';
}
