
// Wheel or two fingers: larger and smaller. Drag: move. Click on a box: it and its edges alone.
// Double click, or 0: all again.
(function () {
  const svg = document.documentElement;
  const home = svg.dataset.home.split(" ").map(Number);
  let view = home.slice();
  let drag = null;
  let moved = false;

  function show() {
    svg.setAttribute("viewBox", view.join(" "));
  }

  function point(event) {
    const p = new DOMPoint(event.clientX, event.clientY);
    return p.matrixTransform(svg.getScreenCTM().inverse());
  }

  function zoom(factor, at) {
    const width = Math.min(Math.max(view[2] * factor, 50), home[2] * 20);
    const real = width / view[2];
    view[0] = at.x - (at.x - view[0]) * real;
    view[1] = at.y - (at.y - view[1]) * real;
    view[2] *= real;
    view[3] *= real;
    show();
  }

  function pick(box) {
    svg.querySelectorAll(".near").forEach((e) => e.classList.remove("near"));
    svg.classList.toggle("picked", box !== null);
    if (box === null) {
      return;
    }
    const near = new Set([box]);
    svg.querySelectorAll(".edge").forEach((edge) => {
      if (edge.dataset.from === box || edge.dataset.to === box) {
        edge.classList.add("near");
        near.add(edge.dataset.from);
        near.add(edge.dataset.to);
      }
    });
    svg.querySelectorAll(".box").forEach((e) => {
      if (near.has(e.dataset.box)) {
        e.classList.add("near");
      }
    });
  }

  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(event.deltaY * 0.0015), point(event));
  }, { passive: false });
  svg.addEventListener("pointerdown", (event) => {
    drag = point(event);
    moved = false;
  });
  svg.addEventListener("pointermove", (event) => {
    if (drag === null) {
      return;
    }
    const now = point(event);
    moved = moved || Math.hypot(now.x - drag.x, now.y - drag.y) * svg.getScreenCTM().a > 4;
    if (moved) {
      view[0] += drag.x - now.x;
      view[1] += drag.y - now.y;
      show();
    }
  });
  svg.addEventListener("pointerup", (event) => {
    drag = null;
    if (!moved) {
      const box = event.target.closest(".box");
      pick(box === null ? null : box.dataset.box);
    }
  });
  svg.addEventListener("pointerleave", () => { drag = null; });
  function reset() {
    view = home.slice();
    pick(null);
    show();
  }
  svg.addEventListener("dblclick", reset);
  window.addEventListener("keydown", (event) => {
    const middle = { x: view[0] + view[2] / 2, y: view[1] + view[3] / 2 };
    if (event.key === "0" || event.key === "Escape") {
      reset();
    } else if (event.key === "+") {
      zoom(0.8, middle);
    } else if (event.key === "-") {
      zoom(1.25, middle);
    }
  });
})();
