// Shows the value under the pointer. The points lie in the data attributes of each plot.
for (const svg of document.querySelectorAll("svg[data-x]")) {
  const x = svg.dataset.x.split("|").map(Number);
  const y = svg.dataset.y.split("|").map(Number);
  const labels = svg.dataset.label.split("|");
  const cursor = svg.querySelector(".cursor");
  const [line, circle, text] = cursor.children;
  const width = svg.viewBox.baseVal.width;
  svg.addEventListener("pointermove", (event) => {
    const box = svg.getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * width;
    let i = 0;
    for (let j = 1; j < x.length; j++) {
      if (Math.abs(x[j] - at) < Math.abs(x[i] - at)) i = j;
    }
    line.setAttribute("x1", x[i]);
    line.setAttribute("x2", x[i]);
    circle.setAttribute("cx", x[i]);
    circle.setAttribute("cy", y[i]);
    const left = x[i] > width / 2;
    text.setAttribute("x", x[i] + (left ? -8 : 8));
    text.setAttribute("text-anchor", left ? "end" : "start");
    text.textContent = labels[i];
    cursor.classList.add("on");
  });
  svg.addEventListener("pointerleave", () => cursor.classList.remove("on"));
}
