(() => {
  const panel = document.getElementById("filter");
  if (!panel) return;
  const form = panel.querySelector("form");
  const name = document.getElementById("name");
  const rule = document.getElementById("rule");
  const shown = document.getElementById("shown");
  const persons = all(".person");
  const filter = () => {
    const wanted = name.value.trim().toLowerCase();
    const severities = all("[name=severity]:checked", form).map((each) => each.value);
    const narrowed = Boolean(rule.value || severities.length);
    let count = 0;
    persons.forEach((person) => {
      let left = 0;
      all(".finding", person).forEach((each) => {
        const fits = (!rule.value || each.dataset.rule === rule.value)
          && (!severities.length || severities.includes(each.dataset.severity));
        each.hidden = !fits;
        left += fits;
      });
      const fits = person.querySelector("h2").textContent.toLowerCase().includes(wanted) && (!narrowed || left > 0);
      person.hidden = !fits;
      count += fits;
      if (fits && (narrowed || wanted)) person.querySelector(".fold").open = true;
    });
    shown.textContent = narrowed || wanted
      ? shown.dataset.told.replace("{shown}", count).replace("{all}", persons.length) : "";
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  offer(panel);
})();
