(() => {
  const panel = document.getElementById("filter");
  if (!panel) return;
  const form = panel.querySelector("form");
  const name = document.getElementById("name");
  const unit = document.getElementById("unit");
  const todo = document.getElementById("todo");
  const shown = document.getElementById("shown");
  const persons = all(".person");
  const filter = () => {
    const wanted = name.value.trim().toLowerCase();
    let count = 0;
    persons.forEach((person) => {
      const fits = person.querySelector("h2").textContent.toLowerCase().includes(wanted)
        && (!unit || !unit.value || person.dataset.unit === unit.value)
        && (!todo.checked || person.dataset.state !== "good");
      person.hidden = !fits;
      count += fits;
    });
    shown.textContent = wanted || (unit && unit.value) || todo.checked
      ? shown.dataset.told.replace("{shown}", count).replace("{all}", persons.length) : "";
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  offer(panel);
})();
