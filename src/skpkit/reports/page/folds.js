"use strict";
const all = (what, within = document) => [...within.querySelectorAll(what)];
const folds = all(".fold");
let before = [];
addEventListener("beforeprint", () => {
  before = all("details").filter((each) => !each.open);
  before.forEach((each) => { each.open = true; });
});
addEventListener("afterprint", () => before.forEach((each) => { each.open = false; }));
const offer = (panel) => {
  document.getElementById("open")?.addEventListener("click", () => folds.forEach((each) => { each.open = true; }));
  document.getElementById("close")?.addEventListener("click", () => folds.forEach((each) => { each.open = false; }));
  panel.hidden = false;
};
