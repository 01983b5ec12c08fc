import { element } from './format.js';

const ROW = 24;
const LARGEST = 8_000_000;

/**
 * A table that draws only the rows in sight. A column is {title, width, value, text, number};
 * the order is kept by the caller as "column" or "-column".
 */
export function table(rows, columns, sort, sorted, chosen) {
  const box = element('div', { class: 'table', tabindex: 0, role: 'table', 'aria-rowcount': rows.length });
  const template = columns.map((c) => c.width).join(' ');
  let order = sort;
  let list = rows;
  const body = element('div', { style: 'position:relative' });
  const head = element('div', { class: 'head', role: 'row', style: `grid-template-columns:${template}` });
  const titles = columns.map((c, i) => element('button', {
    type: 'button',
    class: c.number ? 'num' : '',
    onclick: () => { order = order === String(-(i + 1)) ? String(i + 1) : String(-(i + 1)); if (!c.number && Math.abs(+sort) !== i + 1 && order[0] === '-') order = String(i + 1); sort = order; sorted(order); arrange(); },
  }, c.title));
  head.append(...titles);
  box.append(head, body);

  function arrange() {
    const n = Math.abs(+order) - 1;
    const c = columns[n] || columns[0];
    const sign = order[0] === '-' ? -1 : 1;
    list = [...list].sort((a, b) => {
      const x = c.value(a);
      const y = c.value(b);
      return x < y ? -sign : x > y ? sign : 0;
    });
    titles.forEach((t, i) => { t.textContent = columns[i].title + (i === n ? (sign < 0 ? ' ↓' : ' ↑') : ''); });
    draw();
  }

  function draw() {
    const whole = list.length * ROW;
    const height = Math.min(whole, LARGEST);
    body.style.height = height + 'px';
    // Beyond what a browser can lay out, the scroll bar stands for a part of the list.
    const room = Math.max(1, height - box.clientHeight);
    const shift = whole > height ? (whole - height) * Math.min(1, box.scrollTop / room) : 0;
    const first = Math.max(0, Math.floor((box.scrollTop + shift) / ROW) - 8);
    const last = Math.min(list.length, first + Math.ceil(box.clientHeight / ROW) + 16);
    const drawn = [];
    for (let i = first; i < last; i++) {
      const row = list[i];
      drawn.push(element('div', { class: 'row', role: 'row', style: `top:${i * ROW - shift}px;grid-template-columns:${template}`, onclick: () => chosen(row) },
        ...columns.map((c) => {
          const text = c.text(row);
          return element('span', { role: 'cell', class: c.number ? 'num' : 'name', title: c.number ? null : text }, text);
        })));
    }
    body.replaceChildren(...drawn);
    if (!list.length) body.append(element('p', { class: 'empty' }, 'No row matches the search.'));
  }

  let frame = 0;
  box.addEventListener('scroll', () => { frame ||= requestAnimationFrame(() => { frame = 0; draw(); }); });
  new ResizeObserver(draw).observe(box);
  arrange();
  return {
    box,
    filter(test) { list = rows.filter(test); box.scrollTop = 0; arrange(); return list.length; },
  };
}
