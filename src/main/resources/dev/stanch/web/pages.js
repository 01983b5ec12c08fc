import { amount, count, percent, element, quoted, regex } from './format.js';
import { askJson, askText, change, given, go } from './state.js';
import { table } from './tables.js';
import { select } from './flame-pages.js';

const empty = (text) => element('p', { class: 'empty' }, text);

function searched(shown, rows) {
  const said = element('span', { class: 'soft', role: 'status' }, `${count(rows.length)} functions`);
  const search = element('input', { id: 'search', type: 'search', value: given('q'), placeholder: 'search: regular expression  ( / )', 'aria-label': 'Search', spellcheck: 'false' });
  const look = () => {
    const pattern = regex(search.value);
    if (pattern === undefined) { said.textContent = 'not a regular expression'; return; }
    const n = shown.filter((row) => !pattern || pattern.test(row.name) || pattern.test(row.file));
    said.textContent = pattern ? `${count(n)} of ${count(rows.length)} functions` : `${count(rows.length)} functions`;
    change({ q: search.value }, false);
  };
  search.addEventListener('input', look);
  if (search.value) look();
  return element('div', { class: 'bar tools' }, search, said);
}

const sorted = (sort) => change({ sort }, false);
const NAME = { title: 'Function', width: 'minmax(16em, 3fr)', value: (r) => r.name, text: (r) => r.name };
const FILE = { title: 'File', width: 'minmax(8em, 2fr)', value: (r) => r.file, text: (r) => r.file };

export async function topPage(main, about, isCurrent) {
  const { rows, unit, total } = await askJson('/api/top');
  if (!isCurrent()) return;
  if (!rows.length) { main.replaceChildren(empty('No function is left. The filters take all away, or nothing was recorded.')); return; }
  const number = (title, key) => ({ title, width: '7.5em', number: true, value: (r) => r[key], text: (r) => amount(r[key], unit) });
  const part = (title, key) => ({ title, width: '5em', number: true, value: (r) => r[key], text: (r) => percent(r[key], total) });
  const shown = table(rows, [number('Flat', 'flat'), part('Flat %', 'flat'), number('Cum', 'cum'), part('Cum %', 'cum'), NAME, FILE],
    given('sort') || '-1', sorted, (row) => go('sandwich', { fn: row.name, key: row.key, q: '' }));
  main.replaceChildren(searched(shown, rows), shown.box);
}

export async function keptPage(main, about, isCurrent) {
  const { rows, unit } = await askJson('/api/kept');
  if (!isCurrent()) return;
  if (!rows.length) { main.replaceChildren(empty('No allocation is left by the filters.')); return; }
  const number = (title, key, shape) => ({ title, width: '8em', number: true, value: (r) => r[key], text: (r) => shape(r[key]) });
  const bytes = (n) => amount(n, unit);
  const shown = table(rows, [number('In use', 'inuse', bytes), number('Allocated', 'alloc', bytes), number('Still kept', 'share', (n) => percent(n, 1)),
    number('Objects', 'inuseObjects', count), number('of', 'allocObjects', count), NAME, FILE],
  given('sort') || '-1', sorted, (row) => go('sandwich', { fn: row.name, key: row.key, q: '' }));
  const bar = searched(shown, rows);
  bar.append(element('span', { class: 'soft' }, 'Much in use and nearly all of it kept: allocates and does not free.'));
  main.replaceChildren(bar, shown.box);
}

export async function growthPage(main, about, isCurrent) {
  const { sites, seconds, times, unit } = await askJson('/api/growth');
  if (!isCurrent()) return;
  if (!sites.length) { main.replaceChildren(empty('No allocation site is in these profiles.')); return; }
  const q = regex(given('q'));
  const list = sites.filter((s) => !q || q.test(s.name) || q.test(s.place)).slice(0, 120);
  main.replaceChildren(
    element('div', { class: 'bar tools soft' }, `${count(sites.length)} sites in ${times.length} profiles, ${times[0]} to ${times.at(-1)}. `
      + (list.length < sites.length ? `The first ${list.length} are shown.` : '')),
    element('div', { class: 'sites' }, ...list.map((site) => card(site, seconds, unit))));
}

function card(site, seconds, unit) {
  const grows = site.verdict === 'growing';
  return element('article', { class: 'site' },
    element('h3', { class: 'name' }, site.name), element('div', { class: 'soft' }, site.place),
    element('div', {}, element('span', { class: grows ? 'growing' : '' }, site.verdict),
      (site.rate ? ` · ${amount(site.rate * 3600, unit)} per hour` : '') + ` · keeps ${percent(site.keeps, 1)} of what it allocated meanwhile`),
    plot(seconds, site.inuse, unit, grows),
    element('button', { type: 'button', onclick: () => go('sandwich', { fn: site.name, key: site.key }) }, 'Sandwich'), ' ',
    element('button', { type: 'button', onclick: () => go('source', { fn: site.name, key: site.key }) }, 'Source'));
}

function plot(seconds, values, unit, grows) {
  const make = (tag, attributes, text = '') => {
    const e = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
    e.textContent = text;
    return e;
  };
  const most = Math.max(...values, 1);
  const last = seconds.at(-1) || 1;
  const at = (i) => [4 + (292 * seconds[i]) / last, 92 - (78 * values[i]) / most];
  const colour = grows ? 'var(--bad)' : 'var(--accent)';
  const svg = make('svg', { viewBox: '0 0 300 110', role: 'img', 'aria-label': `In use from ${amount(values[0], unit)} to ${amount(values.at(-1), unit)}` });
  svg.append(make('path', { d: 'M4 92H296', stroke: 'var(--line)' }),
    make('polyline', { points: values.map((_, i) => at(i).map((n) => n.toFixed(1)).join(',')).join(' '), fill: 'none', stroke: colour, 'stroke-width': 2 }),
    make('text', { x: 4, y: 10 }, most > Math.max(values[0], values.at(-1)) ? 'most ' + amount(most, unit) : ''),
    make('text', { x: 4, y: 106 }, amount(values[0], unit)),
    make('text', { x: 296, y: 106, 'text-anchor': 'end' }, `${amount(values.at(-1), unit)} after ${amount(last * 1e9, 'ns')}`));
  values.forEach((value, i) => {
    const [cx, cy] = at(i);
    const dot = make('circle', { cx, cy, r: 3, fill: colour });
    dot.append(make('title', {}, `${amount(value, unit)} after ${seconds[i]} s`));
    svg.append(dot);
  });
  return svg;
}

const TEXTS = { traces: 'Traces', tags: 'Tags', tree: 'Tree', raw: 'Raw', comments: 'Comments' };
const LONGEST = 2_000_000;

export async function textPage(main, about, isCurrent, name) {
  const isAsked = name !== 'text';
  const report = isAsked ? (name === 'source' ? 'list' : 'peek') : given('report') || 'traces';
  const asked = given('re') || (given('fn') ? `^${quoted(given('fn'))}$` : '');
  const bar = element('div', { class: 'bar tools' });
  if (isAsked) {
    const input = element('input', { id: 'search', value: asked, size: 50, 'aria-label': 'Functions', placeholder: 'functions: regular expression, Enter', spellcheck: 'false' });
    const form = element('form', { onsubmit: (e) => { e.preventDefault(); change({ re: input.value, fn: '', key: '' }); } },
      element('label', {}, 'Functions ', input), ' ', element('button', {}, 'Show'));
    bar.append(form);
  } else {
    bar.append(select('Report', report, TEXTS, (value) => change({ report: value })));
  }
  if (isAsked && !asked) {
    main.replaceChildren(bar, empty('Say which functions with a regular expression above, or choose one in Top or in the flame graph.'));
    return;
  }
  let text;
  try {
    text = await askText('/api/text', { report, re: isAsked ? asked : '' });
  } catch (refused) {
    if (isCurrent()) main.replaceChildren(bar, empty(refused.message));
    throw refused;
  }
  if (!isCurrent()) return;
  const pre = element('pre', { tabindex: 0 }, text.slice(0, LONGEST));
  if (text.length > LONGEST) bar.append(element('span', { class: 'soft' }, `The first 2 MB of ${count(text.length)} characters are shown.`));
  main.replaceChildren(bar, text.trim() ? pre : empty('This report has nothing to say about this profile.'));
}

export async function graphPage(main, about, isCurrent) {
  const nodes = given('nodecount') || '80';
  const svg = await askText('/graph.svg', { nodecount: nodes });
  if (!isCurrent()) return;
  // It has no size of its own, only proportions: an image without a size would be a stamp.
  const size = /viewBox="0 0 ([0-9.]+) ([0-9.]+)"/.exec(svg);
  // As an image the SVG cannot run anything.
  const source = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  const image = element('img', { src: source, alt: 'Call graph; Top and Peek have the same as text', draggable: 'false' });
  const box = element('div', { class: 'graph' }, image);
  let x = 0, y = 0, scale = 1, wide = 0, high = 0;
  const place = () => { image.style.width = wide * scale + 'px'; image.style.height = high * scale + 'px'; image.style.transform = `translate(${x}px,${y}px)`; };
  const fit = () => {
    scale = Math.min(box.clientWidth / wide, box.clientHeight / high, 1.5);
    x = (box.clientWidth - wide * scale) / 2;
    y = 0;
    place();
  };
  const zoom = (factor, atX = box.clientWidth / 2, atY = box.clientHeight / 2) => {
    const next = Math.min(Math.max(scale * factor, 0.02), 12);
    x = atX - (atX - x) * (next / scale);
    y = atY - (atY - y) * (next / scale);
    scale = next;
    place();
  };
  image.addEventListener('load', () => {
    URL.revokeObjectURL(source);
    wide = size ? Number(size[1]) : image.naturalWidth || 1000;
    high = size ? Number(size[2]) : image.naturalHeight || 800;
    fit();
  });
  image.addEventListener('error', () => main.append(empty('The graph cannot be drawn.')));
  box.addEventListener('wheel', (e) => {
    e.preventDefault();
    const bounds = box.getBoundingClientRect();
    zoom(Math.exp(-e.deltaY / 400), e.clientX - bounds.left, e.clientY - bounds.top);
  }, { passive: false });
  box.addEventListener('pointerdown', (e) => box.setPointerCapture(e.pointerId));
  box.addEventListener('pointermove', (e) => { if (e.buttons & 1) { x += e.movementX; y += e.movementY; place(); } });
  main.replaceChildren(element('div', { class: 'bar tools' },
    select('Functions', nodes, { 20: '20', 40: '40', 80: '80', 160: '160', 320: '320' }, (value) => change({ nodecount: value })),
    element('button', { type: 'button', onclick: () => zoom(1.3) }, 'Larger'),
    element('button', { type: 'button', onclick: () => zoom(1 / 1.3) }, 'Smaller'),
    element('button', { type: 'button', onclick: fit }, 'All of it'),
    element('span', { class: 'soft' }, 'Drag moves, the wheel zooms.')), box);
}
