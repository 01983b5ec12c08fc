/** Numbers as people read them. */
const THIN = '\u202f';

export function count(n) {
  const whole = Math.round(Math.abs(n)).toString().replace(/\B(?=(\d{3})+$)/g, THIN);
  return (n < 0 ? '−' : '') + whole;
}

function scaled(n, steps) {
  const size = Math.abs(n);
  let [name, factor] = steps[0];
  for (const [next, value] of steps) {
    if (size >= value) { name = next; factor = value; }
  }
  const text = factor === 1 ? count(n) : (n / factor).toFixed(1).replace('-', '−');
  return text + THIN + name;
}

const BYTES = [['B', 1], ['KiB', 1024], ['MiB', 1024 ** 2], ['GiB', 1024 ** 3], ['TiB', 1024 ** 4]];
const TIME = [['ns', 1], ['µs', 1e3], ['ms', 1e6], ['s', 1e9]];
const NANOS = { nanoseconds: 1, ns: 1, microseconds: 1e3, us: 1e3, milliseconds: 1e6, ms: 1e6, seconds: 1e9, s: 1e9 };
const PLAIN_BYTES = { bytes: 1, byte: 1, b: 1, kilobytes: 1024, kb: 1024, megabytes: 1024 ** 2, mb: 1024 ** 2 };

export function amount(n, unit) {
  const u = (unit || '').toLowerCase();
  if (PLAIN_BYTES[u]) return scaled(n * PLAIN_BYTES[u], BYTES);
  if (NANOS[u]) return scaled(n * NANOS[u], TIME);
  return count(n) + (u && u !== 'count' ? ' ' + unit : '');
}

export function percent(part, total) {
  if (!total) return '–';
  const p = (100 * part) / total;
  return p.toFixed(Math.abs(p) < 10 ? 2 : 1) + '%';
}

/** The package of a Go function: its path up to the first dot after the last slash. */
export function packageOf(name) {
  const end = name.search(/[[({]/);
  const head = end > 0 ? name.slice(0, end) : name;
  const slash = head.lastIndexOf('/');
  const dot = head.indexOf('.', slash + 1);
  return dot < 0 ? head : head.slice(0, dot);
}

/** The function without the path of its package. */
export function shortName(name) {
  const end = name.search(/[[({]/);
  const head = end > 0 ? name.slice(0, end) : name;
  return name.slice(head.lastIndexOf('/') + 1);
}

export const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export const escaped = (text) => String(text)
  .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
  .replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

export function element(tag, attributes = {}, ...children) {
  const e = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) e.addEventListener(key.slice(2), value);
    else if (value === true) e.setAttribute(key, '');
    else if (value !== false && value != null) e.setAttribute(key, value);
  }
  e.append(...children);
  return e;
}

export function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const a = element('a', { href: url, download: name });
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function regex(text) {
  try { return text ? new RegExp(text) : null; } catch { return undefined; }
}
