import { element } from './format.js';
import { FILTERS, askJson, change, filter, given, go, link, page, startWith } from './state.js';
import { closeFlames, flamePage, repaintFlames, sandwichPage, turn } from './flame-pages.js';
import { graphPage, growthPage, keptPage, textPage, topPage } from './pages.js';

const PAGES = [
  ['flame', 'Flame graph', flamePage], ['graph', 'Graph', graphPage], ['top', 'Top', topPage], ['peek', 'Peek', textPage],
  ['source', 'Source', textPage], ['sandwich', 'Sandwich', sandwichPage], ['growth', 'Growth', growthPage], ['kept', 'Kept', keptPage], ['text', 'Texts', textPage],
];
const GRAIN = { '': 'as given', functions: 'functions', filefunctions: 'files and functions', files: 'files', lines: 'lines', addresses: 'addresses' };
const by = (id) => document.getElementById(id);
const main = by('page');
let about;
let shownPages = [];
let turnNumber = 0;

function dress(choice) {
  const isDark = choice ? choice === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.classList.toggle('dark', isDark);
  repaintFlames();
}

function options(select, choices, value) {
  select.replaceChildren(...Object.entries(choices).map(([key, text]) => element('option', { value: key, selected: key === value }, text)));
}

function paintBars() {
  by('pages').replaceChildren(...shownPages.map(([name, title], i) => element('a', {
    href: link(name),
    'aria-current': name === page() ? 'page' : null,
    title: i < 8 ? `${title} (${i + 1})` : title,
    onclick: (e) => {
      if (e.ctrlKey || e.metaKey || e.shiftKey) return;
      e.preventDefault();
      go(name);
    },
  }, title)));
  options(by('si'), Object.fromEntries(about.types.map((t) => [t.type, t.type])), filter('si') || about.chosen);
  options(by('g'), GRAIN, filter('g'));
  by('chips').replaceChildren(...Object.entries(FILTERS).filter(([key]) => filter(key)).map(([key, name]) => element('button', {
    type: 'button', class: 'chip', title: `Remove ${name}=${filter(key)}`, onclick: () => change({ [key]: '', path: '' }),
  }, `${name}=${filter(key)} ✕`)));
}

async function paint() {
  const mine = ++turnNumber;
  const isCurrent = () => mine === turnNumber;
  const found = PAGES.find(([name]) => name === page()) || PAGES[0];
  by('error').textContent = '';
  paintBars();
  document.title = `${found[1]} · ${about.title}`;
  by('tip').hidden = true;
  if (main.dataset.page !== found[0]) {
    closeFlames();
    main.replaceChildren();
  }
  main.dataset.page = found[0];
  try {
    await found[2](main, about, isCurrent, found[0]);
  } catch (refused) {
    if (!isCurrent()) return;
    by('error').textContent = refused.message;
    if (!main.childElementCount) main.replaceChildren(element('p', { class: 'empty' }, refused.message));
  }
}

function help() {
  const keys = [['/', 'search'], ['Esc', 'all again, or leave a field'], ['i', 'icicle or flame'], ['1 … 8', 'pages, from the left'], ['?', 'this help'], ['Ctrl + click', 'the sandwich of a frame']];
  by('help').replaceChildren(element('h2', {}, 'Keyboard'),
    element('table', {}, ...keys.map(([key, text]) => element('tr', {}, element('td', {}, element('kbd', {}, key)), element('td', {}, text)))),
    element('p', { class: 'soft' }, [...about.header, ...about.files].join(' · ')),
    element('form', { method: 'dialog' }, element('button', {}, 'Close')));
  if (!by('help').open) by('help').showModal();
}

function pressed(e) {
  if (e.ctrlKey || e.metaKey || e.altKey || by('help').open) return;
  const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName);
  if (e.key === 'Escape') {
    e.preventDefault();
    if (isTyping) e.target.blur();
    else if (given('path')) change({ path: '' });
  }
  if (isTyping) return;
  if (e.key === '/') {
    e.preventDefault();
    (by('search') || by('value')).focus();
  } else if (e.key === 'i') {
    turn();
  } else if (e.key === '?') {
    help();
  } else if (/^[1-9]$/.test(e.key) && shownPages[e.key - 1]) {
    go(shownPages[e.key - 1][0]);
  }
}

async function start() {
  dress(localStorage.getItem('stanch-theme'));
  about = await askJson('/api/about');
  startWith(about.options, paint);
  shownPages = PAGES.filter(([name]) => (name !== 'growth' || about.course >= 2)
    && (name !== 'kept' || (about.kept ?? about.types.some((t) => t.type === 'inuse_space'))));
  by('title').textContent = about.title;
  by('title').title = about.files.join('\n');
  options(by('kind'), FILTERS, 'f');
  by('si').addEventListener('change', () => change({ si: by('si').value }));
  by('g').addEventListener('change', () => change({ g: by('g').value, path: '' }));
  by('filters').addEventListener('submit', (e) => {
    e.preventDefault();
    if (!by('value').value) return;
    const value = by('value').value;
    by('value').value = '';
    change({ [by('kind').value]: value, path: '' });
  });
  by('theme').addEventListener('click', () => {
    const next = document.documentElement.classList.contains('dark') ? 'light' : 'dark';
    localStorage.setItem('stanch-theme', next);
    dress(next);
  });
  by('help-open').addEventListener('click', help);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => dress(localStorage.getItem('stanch-theme')));
  addEventListener('popstate', paint);
  addEventListener('keydown', pressed);
  await paint();
}

start().catch((e) => { main.replaceChildren(element('p', { class: 'empty' }, e.message)); });
