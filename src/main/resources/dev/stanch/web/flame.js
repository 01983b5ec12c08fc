import { amount, percent, packageOf, shortName, escaped, element } from './format.js';

export const ROW = 18;
const LEAST = 0.4;

function hash(text) {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return h >>> 0;
}

/** A tree of call paths drawn on a canvas. It knows nothing of pages or URLs. */
export class Flame {
  constructor(answer, settings) {
    this.settings = settings;
    this.unit = answer.unit;
    this.total = answer.total;
    this.names = answer.names;
    this.files = answer.files;
    this.keys = answer.keys;
    this.nodes = answer.nodes;
    this.size = this.nodes.parent.length;
    this.colours = new Map();
    this.measure(settings.width || 'after');
    this.focus = 0;
    this.scroll = element('div', { class: 'flame' });
    this.canvas = element('canvas', { role: 'img', 'aria-label': 'Flame graph; the Top page has the same as a table' });
    // The frame under the mouse is outlined by an element: no need to draw all again.
    this.outline = element('div', { class: 'outline', hidden: true });
    this.scroll.append(this.canvas, this.outline);
    this.canvas.addEventListener('mousemove', (e) => this.hover(e));
    this.canvas.addEventListener('mouseleave', () => this.leave());
    this.canvas.addEventListener('click', (e) => { const n = this.at(e); if (n >= 0) settings.clicked(n, e); });
    this.observer = new ResizeObserver(() => this.again());
    this.observer.observe(this.scroll);
  }

  close() { this.observer.disconnect(); }

  measure(width) {
    const { parent, value, base } = this.nodes;
    const weight = new Float64Array(this.size);
    const below = new Float64Array(this.size);
    for (let n = this.size - 1; n >= 0; n--) {
      const own = width === 'before' ? base[n] : width === 'both' ? Math.abs(value[n]) + Math.abs(base[n]) : value[n];
      weight[n] = Math.max(0, own, below[n]);
      if (n > 0) below[parent[n]] += weight[n];
    }
    this.weight = weight;
    this.depth = new Int32Array(this.size);
    const start = new Float64Array(this.size);
    const next = new Float64Array(this.size);
    const children = Array.from({ length: this.size }, () => []);
    for (let n = 1; n < this.size; n++) children[parent[n]].push(n);
    for (const list of children) list.sort((a, b) => weight[b] - weight[a] || a - b);
    const queue = [0];
    for (let i = 0; i < queue.length; i++) {
      const n = queue[i];
      next[n] = start[n];
      for (const child of children[n]) {
        this.depth[child] = this.depth[n] + 1;
        start[child] = next[n];
        next[n] += weight[child];
        queue.push(child);
      }
    }
    this.start = start;
    this.children = children;
    this.order = queue;
  }

  name(n) { return n === 0 ? (this.settings.rootName || 'all') : this.names[this.nodes.name[n]]; }
  file(n) { return n === 0 ? '' : this.files[this.nodes.name[n]]; }
  key(n) { return this.keys[this.nodes.name[n]]; }

  /** Keys of the frames from the root to a node. */
  path(n) {
    const path = [];
    for (; n > 0; n = this.nodes.parent[n]) path.unshift(this.key(n));
    return path;
  }

  /** The node at the end of a path, or -1. */
  find(path) {
    let n = 0;
    for (const key of path) {
      n = this.children[n].find((child) => this.key(child) === key) ?? -1;
      if (n < 0) return -1;
    }
    return n;
  }

  /** Whether a whole subtree is here. */
  isWhole(n) {
    const pending = [n];
    while (pending.length) {
      const next = pending.pop();
      if (!this.nodes.whole[next]) return false;
      pending.push(...this.children[next]);
    }
    return true;
  }

  zoom(n) { this.focus = n; this.draw(); }

  search(pattern) {
    this.pattern = pattern;
    this.hits = null;
    if (!pattern) { this.draw(); return 0; }
    const byName = this.names.map((name, i) => pattern.test(name) || pattern.test(this.files[i]));
    this.hits = new Uint8Array(this.size);
    const inside = new Uint8Array(this.size);
    let sum = 0;
    for (const n of this.order) {
      if (n === 0) continue;
      const parent = this.nodes.parent[n];
      this.hits[n] = byName[this.nodes.name[n]] ? 1 : 0;
      inside[n] = inside[parent] | this.hits[n];
      if (this.hits[n] && !inside[parent]) sum += this.weight[n];
    }
    this.draw();
    return sum;
  }

  colour(n) {
    const dark = this.settings.dark();
    if (n === 0) return dark ? '#3a3d42' : '#dcdcd8';
    if (this.hits && !this.hits[n]) return dark ? '#2b2d31' : '#e7e7e3';
    if (this.hits) return dark ? '#a84fc0' : '#e3a0f2';
    if (this.settings.difference) {
      const { value, base } = this.nodes;
      const both = Math.abs(value[n]) + Math.abs(base[n]);
      const change = both ? (value[n] - base[n]) / both : 0;
      const strength = Math.min(1, Math.sqrt(Math.abs(change)));
      const hue = change > 0 ? 8 : 212;
      return dark
        ? `hsl(${hue} ${Math.round(8 + 55 * strength)}% ${Math.round(28 + 10 * strength)}%)`
        : `hsl(${hue} ${Math.round(8 + 75 * strength)}% ${Math.round(88 - 16 * strength)}%)`;
    }
    const i = this.nodes.name[n];
    const key = (dark ? 'd' : 'l') + i;
    if (!this.colours.has(key)) {
      const h = hash(packageOf(this.names[i]));
      const shade = hash(this.names[i]) % 6;
      this.colours.set(key, dark ? `hsl(${h % 360} 34% ${29 + shade}%)` : `hsl(${h % 360} 58% ${76 + shade}%)`);
    }
    return this.colours.get(key);
  }

  /** Boxes that can be seen: the frames above the zoomed one, it and all below it. */
  boxes(width) {
    const boxes = [];
    const chain = [];
    for (let n = this.focus; n >= 0; n = this.nodes.parent[n]) chain.unshift(n);
    for (const n of chain) boxes.push({ n, x: 0, w: width, row: this.depth[n] });
    const scale = this.weight[this.focus] ? width / this.weight[this.focus] : 0;
    const pending = [...this.children[this.focus]];
    while (pending.length) {
      const n = pending.pop();
      const w = this.weight[n] * scale;
      if (w < LEAST) continue;
      boxes.push({ n, x: (this.start[n] - this.start[this.focus]) * scale, w, row: this.depth[n] });
      for (const child of this.children[n]) pending.push(child);
    }
    return boxes;
  }

  draw() {
    const width = this.scroll.clientWidth;
    if (!width) return;
    const boxes = this.boxes(width);
    const rows = 1 + boxes.reduce((most, box) => Math.max(most, box.row), 0);
    const height = Math.max(rows * ROW + 2, this.scroll.clientHeight - 4);
    const ratio = Math.min(window.devicePixelRatio || 1, 30000 / height);
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.style.width = width + 'px';
    this.canvas.style.height = height + 'px';
    this.boxesByRow = Array.from({ length: rows }, () => []);
    this.height = height;
    this.outline.hidden = true;
    const c = this.canvas.getContext('2d');
    c.scale(ratio, ratio);
    c.font = '12px ui-monospace, "DejaVu Sans Mono", monospace';
    c.textBaseline = 'middle';
    const letter = c.measureText('m').width;
    const dark = this.settings.dark();
    for (const box of boxes) {
      this.boxesByRow[box.row].push(box);
      const y = this.y(box.row);
      c.globalAlpha = this.depth[box.n] < this.depth[this.focus] ? 0.55 : 1;
      c.fillStyle = this.colour(box.n);
      c.fillRect(box.x, y, Math.max(box.w - (box.w > 3 ? 1 : 0), 0.5), ROW - 1);
      const letters = Math.floor((box.w - 6) / letter);
      if (letters >= 3) {
        c.globalAlpha = 1;
        c.fillStyle = dark ? '#f1f1ee' : '#1c1d1f';
        c.fillText(this.label(box.n, letters), box.x + 3, y + ROW / 2);
      }
    }
    c.globalAlpha = 1;
  }

  y(row) { return this.settings.upward() ? this.height - (row + 1) * ROW - 1 : row * ROW + 1; }

  label(n, letters) {
    let name = n === 0 ? `${this.name(0)} (${amount(this.shown(0), this.unit)})` : this.name(n);
    if (name.length > letters) name = shortName(name);
    return name.length > letters ? name.slice(0, letters - 1) + '…' : name;
  }

  at(e) {
    const bounds = this.canvas.getBoundingClientRect();
    const x = e.clientX - bounds.left;
    const y = e.clientY - bounds.top;
    const row = Math.floor((this.settings.upward() ? this.height - y - 1 : y - 1) / ROW);
    return (this.boxesByRow?.[row] || []).find((box) => x >= box.x && x <= box.x + box.w)?.n ?? -1;
  }

  hover(e) {
    const n = this.at(e);
    this.settings.hovered(n, e);
    if (n !== this.over) {
      this.over = n;
      this.showOver();
    }
  }

  leave() { this.over = -1; this.settings.hovered(-1); this.showOver(); }

  showOver() {
    const box = this.over > 0 && this.boxesByRow[this.depth[this.over]]?.find((b) => b.n === this.over);
    this.outline.hidden = !box;
    if (box) this.outline.style.cssText = `left:${box.x}px;top:${this.y(box.row)}px;width:${Math.max(box.w, 2)}px;height:${ROW - 1}px`;
  }

  again() {
    if (!this.frame) this.frame = requestAnimationFrame(() => { this.frame = 0; this.draw(); });
  }

  shown(n) { return this.settings.width === 'before' ? this.nodes.base[n] : this.nodes.value[n]; }

  describe(n) {
    const { value, base, self, parent } = this.nodes;
    const lines = [this.name(n)];
    if (this.file(n)) lines.push(this.file(n));
    const whole = this.settings.width === 'before' ? base[0] : value[0];
    let share = `${amount(this.shown(n), this.unit)} · ${percent(this.shown(n), whole)} of all`;
    if (n > 0) share += ` · ${percent(this.shown(n), this.shown(parent[n]))} of its parent`;
    lines.push(share);
    if (this.settings.difference) {
      lines.push(`before ${amount(base[n], this.unit)}, after ${amount(value[n], this.unit)}, change ${value[n] > base[n] ? '+' : ''}${amount(value[n] - base[n], this.unit)}`);
    }
    if (self[n]) lines.push(`itself ${amount(self[n], this.unit)}`);
    if (!this.nodes.whole[n]) lines.push('more below: click to see it');
    return lines;
  }

  /** What is seen, as a picture that stands alone. */
  svg(title) {
    const width = 1400;
    const boxes = this.boxes(width);
    const rows = 1 + boxes.reduce((most, box) => Math.max(most, box.row), 0);
    const dark = this.settings.dark();
    const height = rows * ROW + 30;
    const parts = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="monospace" font-size="12">`,
      `<title>${escaped(title)}</title><rect width="100%" height="100%" fill="${dark ? '#17181a' : '#fff'}"/>`,
      `<text x="4" y="18" fill="${dark ? '#e4e4e1' : '#1c1d1f'}">${escaped(title)}</text>`];
    for (const box of boxes) {
      const row = this.settings.upward() ? rows - 1 - box.row : box.row;
      const y = 28 + row * ROW;
      const letters = Math.floor((box.w - 6) / 7.3);
      parts.push(`<g class="f"><title>${escaped(this.describe(box.n).join('\n'))}</title>`
        + `<rect x="${box.x.toFixed(2)}" y="${y}" width="${Math.max(box.w - (box.w > 3 ? 1 : 0), 0.4).toFixed(2)}" height="${ROW - 1}" fill="${this.colour(box.n)}"/>`);
      if (letters >= 3) {
        parts.push(`<text x="${(box.x + 3).toFixed(2)}" y="${y + 13}" fill="${dark ? '#f1f1ee' : '#1c1d1f'}">${escaped(this.label(box.n, letters))}</text>`);
      }
      parts.push('</g>');
    }
    parts.push('</svg>');
    return parts.join('\n');
  }

  /** The same in one HTML file: a click widens a frame, Esc shows all again. */
  html(title) {
    const dark = this.settings.dark();
    const script = `const s=document.querySelector('svg'),W=s.viewBox.baseVal.width,H=s.viewBox.baseVal.height,o=document.querySelector('#o');
s.setAttribute('preserveAspectRatio','none');
const G=[...s.querySelectorAll('g.f')].map(g=>{const r=g.querySelector('rect'),t=g.querySelector('text');return{g,r,t,full:g.querySelector('title').textContent,x:+r.getAttribute('x'),w:+r.getAttribute('width')}});
function zoom(x,w){for(const b of G){const l=Math.max(b.x,x),e=Math.min(b.x+b.w,x+w);b.g.style.display=e-l<=0?'none':'';b.r.setAttribute('x',(l-x)/w*W);b.r.setAttribute('width',Math.max(0,(e-l)/w*W));const n=Math.floor(((e-l)/w*W-6)/7.3),name=b.full.split('\\n')[0];let t=b.t;if(!t){t=b.t=document.createElementNS(s.namespaceURI,'text');t.setAttribute('y',+b.r.getAttribute('y')+13);t.setAttribute('fill','${dark ? '#f1f1ee' : '#1c1d1f'}');b.g.append(t)}t.setAttribute('x',(l-x)/w*W+3);t.textContent=n<3?'':name.length>n?name.slice(0,n-1)+'…':name}}
for(const b of G){b.g.onclick=()=>zoom(b.x,b.w);b.g.onmouseenter=()=>{o.textContent=b.full.replace(/\\n/g,' · ')}}
addEventListener('keydown',e=>{if(e.key==='Escape')zoom(0,W)});`;
    return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title>`
      + `<style>body{margin:8px;background:${dark ? '#17181a;color:#e4e4e1' : '#fff;color:#1c1d1f'};font:13px sans-serif}g.f{cursor:pointer}#o{min-height:1.6em}</style>`
      + `<p>Click a frame to widen it, Esc shows all.</p>${this.svg(title)}<p id="o"></p><script>${script}</script></html>`;
  }
}
