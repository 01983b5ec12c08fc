const box = document.getElementById("search");
const groups = [...document.querySelectorAll("details.group")];
const texts = groups.map((group) => group.textContent.toLowerCase());
const shown = document.getElementById("shown");
function filter() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  groups.forEach((group, i) => {
    const fits = words.every((word) => texts[i].includes(word));
    group.classList.toggle("hidden", !fits);
    count += fits ? 1 : 0;
  });
  shown.textContent = count + " of " + groups.length + " stacks";
}
box.addEventListener("input", filter);
document.getElementById("open").addEventListener("click", () => groups.forEach((g) => (g.open = !g.classList.contains("hidden"))));
document.getElementById("close").addEventListener("click", () => groups.forEach((g) => (g.open = false)));
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== box) {
    event.preventDefault();
    box.focus();
  }
});
filter();
