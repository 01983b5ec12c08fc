import { Flame } from './flame.js';
import { amount, percent, element, save, regex } from './format.js';
import { askJson, change, given, go } from './state.js';

let open = [];
let about;
const dark = () => document.documentElement.classList.contains('dark');
export const isUpward = () => localStorage.getItem('stanch-flame') === 'up';

export function turn() {
  localStorage.setItem('stanch-flame', isUpward() ? 'down' : 'up');
  for (const flame of open) flame.draw();
}

export function closeFlames() {
  for (const flame of open) flame.close();
  open = [];
  document.getElementById('tip').hidden = true;
}

export const repaintFlames = () => open.forEach((flame) => flame.draw());

function tip(flame, n, e) {
  const tip = document.getElementById('tip');
  tip.hidden = n < 0;
  if (n < 0) return;
  tip.textContent = flame.describe(n).join('\n');
  const box = tip.getBoundingClientRect();
  tip.style.left = Math.max(4, Math.min(e.clientX + 14, innerWidth - box.width - 8)) + 'px';
  const below = e.clientY + 18;
  tip.style.top = (below + box.height > innerHeight ? e.clientY - box.height - 10 : below) + 'px';
}

function make(answer, more) {
  const flame = new Flame(answer, {
    dark,
    difference: about.difference,
    width: given('w') || 'after',
    upward: isUpward,
    hovered: (n, e) => tip(flame, n, e),
    ...more,
  });
  open.push(flame);
  return flame;
}

const nothing = (text) => element('p', { class: 'empty' }, text);
const hasNothing = (answer) => answer.nodes.parent.length <= 1;
const why = (answer) => (answer.nodes.value[0] || answer.nodes.base[0]
  ? 'The stacks part at once into so many thin ones that none could be seen. Top has them all; a filter, or the other direction, leaves fewer.'
  : 'No stack is left. The filters take all away, or nothing was recorded for this sample type.');

export async function flamePage(main, facts, isCurrent) {
  about = facts;
  const dir = given('dir') || 'root';
  const wanted = given('path') ? given('path').split(',').map(Number) : [];
  const answer = await askJson('/api/flame', { dir, path: given('path') });
  if (!isCurrent()) return;
  closeFlames();
  if (hasNothing(answer)) {
    main.replaceChildren(element('div', { class: 'bar tools' }, direction(dir)), nothing(why(answer)));
    return;
  }
  const flame = make(answer, { clicked: (n, e) => (e.ctrlKey || e.metaKey ? chosen(n) : zoomTo(n)) });
  const chosen = (n) => { if (n > 0) go('sandwich', { fn: flame.name(n), key: flame.key(n) }); };
  const zoomTo = (n) => {
    const path = flame.path(n).join(',');
    if (path === given('path')) return;
    // What is here is shown at once; only a subtree that was cut must be asked for.
    if (flame.isWhole(n)) {
      history.pushState(null, '', addressWith(path));
      show(n);
    } else {
      change({ path });
    }
  };
  const addressWith = (path) => {
    const u = new URL(location.href);
    if (path) u.searchParams.set('path', path); else u.searchParams.delete('path');
    return u.pathname + u.search;
  };
  const crumbs = element('div', { class: 'bar crumbs', 'aria-label': 'Zoomed to' });
  const found = element('span', { class: 'soft', role: 'status' });
  const detail = element('div', { class: 'detail' });
  const show = (n) => {
    flame.zoom(n);
    const chain = [];
    for (let m = n; m >= 0; m = flame.nodes.parent[m]) chain.unshift(m);
    crumbs.replaceChildren(...chain.flatMap((m, i) => [
      ...(i ? ['›'] : []),
      element('button', { type: 'button', title: flame.name(m), onclick: () => zoomTo(m) }, flame.name(m)),
    ]));
    detail.replaceChildren(flame.describe(n).join(' · '));
    if (n > 0) {
      const fn = { fn: flame.name(n), key: flame.key(n) };
      detail.append('  ',
        element('button', { type: 'button', onclick: () => go('sandwich', fn) }, 'Sandwich'), ' ',
        element('button', { type: 'button', onclick: () => go('peek', fn) }, 'Peek'), ' ',
        element('button', { type: 'button', onclick: () => go('source', fn) }, 'Source'));
    }
  };
  const search = element('input', { id: 'search', type: 'search', placeholder: 'search: regular expression  ( / )', 'aria-label': 'Search', value: given('q'), spellcheck: 'false' });
  const look = () => {
    const pattern = regex(search.value);
    if (pattern === undefined) { found.textContent = 'not a regular expression'; return; }
    const sum = flame.search(pattern);
    found.textContent = pattern ? `${amount(sum, answer.unit)} · ${percent(sum, flame.weight[0])} match` : '';
    change({ q: search.value }, false);
  };
  search.addEventListener('input', look);
  const tools = element('div', { class: 'bar tools' },
    element('button', { type: 'button', title: 'Root at the top or at the bottom (i)', onclick: turn }, 'Icicle / flame'),
    direction(dir),
    ...(about.difference
      ? [select('Width', given('w') || 'after', { after: 'after', before: 'before', both: 'before + after' }, (value) => change({ w: value }))]
      : []),
    search, found, element('span', { class: 'space' }),
    element('button', { type: 'button', onclick: () => change({ path: '' }) }, 'All (Esc)'),
    element('button', { type: 'button', onclick: () => save('flame.svg', 'image/svg+xml', flame.svg(about.title)) }, 'SVG'),
    element('button', { type: 'button', onclick: () => save('flame.html', 'text/html', flame.html(about.title)) }, 'HTML'));
  main.replaceChildren(tools, crumbs, flame.scroll, detail);
  const target = flame.find(wanted);
  if (target < 0) found.textContent = 'The zoomed path is not in this profile.';
  show(Math.max(0, target));
  if (search.value) look();
  else if (target >= 0) found.textContent = '';
}

const direction = (dir) => select('From', dir, { root: 'root to leaf', leaf: 'leaf to root' }, (value) => change({ dir: value, path: '' }));

export function select(label, value, choices, changed) {
  const box = element('select', { onchange: () => changed(box.value) },
    ...Object.entries(choices).map(([key, text]) => element('option', { value: key, selected: key === value }, text)));
  return element('label', {}, label + ' ', box);
}

export async function sandwichPage(main, facts, isCurrent) {
  about = facts;
  const key = given('key');
  if (!key) {
    closeFlames();
    main.replaceChildren(nothing('No function is chosen yet. Click one in Top, or hold Ctrl and click one in the flame graph.'));
    return;
  }
  const [callers, callees] = await Promise.all([
    askJson('/api/flame', { dir: 'callers', key }),
    askJson('/api/flame', { dir: 'callees', key }),
  ]);
  if (!isCurrent()) return;
  closeFlames();
  if (hasNothing(callees) && hasNothing(callers)) {
    main.replaceChildren(nothing('This function is in no stack that the filters leave.'));
    return;
  }
  const half = (answer, title, upward) => {
    const flame = make(answer, {
      rootName: 'all with it',
      upward: () => upward,
      clicked: (n, e) => (e.ctrlKey || e.metaKey ? n > 0 && go('sandwich', { fn: flame.name(n), key: flame.key(n) }) : flame.zoom(n)),
    });
    return element('section', { class: 'half' }, element('h2', {}, title), flame.scroll);
  };
  main.replaceChildren(
    element('div', { class: 'bar tools' }, element('span', { class: 'name' }, given('fn')),
      element('button', { type: 'button', onclick: () => go('peek') }, 'Peek'),
      element('button', { type: 'button', onclick: () => go('source') }, 'Source'),
      element('span', { class: 'soft' }, 'Click widens, Ctrl and click chooses another function.')),
    half(callers, 'Callers, nearest first, going up', true), half(callees, 'Callees, going down', false));
  for (const flame of open) flame.draw();
}
