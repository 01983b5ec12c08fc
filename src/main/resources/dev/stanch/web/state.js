/** The state of the page is its URL: the path is the page, the parameters are filters and what the page shows. */
export const FILTERS = {
  f: 'focus', i: 'ignore', h: 'hide', s: 'show', sf: 'show_from', p: 'prune_from',
  tf: 'tagfocus', ti: 'tagignore', ts: 'tagshow', th: 'taghide', tr: 'tagroot', tl: 'tagleaf',
};
const SENT = ['si', 'g', 'noinlines', 'mean', 'u', 'n', ...Object.keys(FILTERS)];

let begin = {};
let repaint = () => {};

export function startWith(options, painted) {
  begin = options;
  repaint = painted;
}

export const page = () => location.pathname.slice(1) || 'flame';
export const parameters = () => new URLSearchParams(location.search);
export const given = (name) => parameters().get(name) ?? '';

/** A filter's value: that of the URL, else that of the command line. */
export const filter = (name) => parameters().get(name) ?? begin[name] ?? '';

function url(name, changes) {
  const all = parameters();
  for (const [key, value] of Object.entries(changes)) {
    const without = value === '' || value == null;
    if (without && !(SENT.includes(key) && begin[key])) all.delete(key);
    else all.set(key, value ?? '');
  }
  const query = all.toString();
  return '/' + name + (query ? '?' + query : '');
}

/** A link to another page keeps the filters and the chosen function. */
export function link(name, changes = {}) {
  const chosen = changes.fn ? { re: '' } : {};
  return url(name, { path: '', dir: '', sort: '', report: '', q: '', ...chosen, ...changes });
}

export function go(name, changes = {}) {
  history.pushState(null, '', link(name, changes));
  repaint();
}

/** Changes what this page shows. */
export function change(changes, isStep = true) {
  history[isStep ? 'pushState' : 'replaceState'](null, '', url(page(), changes));
  if (isStep) repaint();
}

let waiting = 0;

function query(path, more) {
  const all = new URLSearchParams();
  for (const key of path === '/api/about' ? [] : SENT) {
    if (parameters().has(key)) all.set(key, given(key));
  }
  for (const [key, value] of Object.entries(more)) {
    if (value !== '') all.set(key, value);
  }
  return all.toString();
}

/** Asks the server; what it refuses is an Error with its one line. */
async function ask(path, more) {
  const loading = document.getElementById('loading');
  waiting++;
  const timer = setTimeout(() => { loading.hidden = false; }, 300);
  try {
    let response;
    try {
      response = await fetch(path + '?' + query(path, more));
    } catch {
      throw new Error('The server does not answer. Is stanch still running?');
    }
    if (response.ok) return await response.text();
    let message = '';
    try { message = (await response.json()).error; } catch { /* no JSON: the status says it */ }
    throw new Error(message || `The server answered ${response.status}.`);
  } finally {
    clearTimeout(timer);
    if (--waiting === 0) loading.hidden = true;
  }
}

export const askJson = async (path, more = {}) => JSON.parse(await ask(path, more));
export const askText = (path, more = {}) => ask(path, more);
