(() => {
  const go = document.getElementById("go");
  if (go) {
    go.hidden = false;
    go.addEventListener("submit", (event) => {
      event.preventDefault();
      location.href = `${go.dataset.to}#q=${encodeURIComponent(document.getElementById("ask-for").value)}`;
    });
  }
  const unfold = () => {
    const there = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (there && there.tagName === "DETAILS") there.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();
  const search = document.getElementById("search");
  if (!search) return;
  const ask = document.getElementById("ask");
  const found = document.getElementById("found");
  const most = Number(found.dataset.most);
  const results = document.getElementById("results");
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const lines = JSON.parse(document.getElementById("index").textContent).flatMap(([address, whose, nip, told]) =>
    told.map(([anchor, title, text], nth) => ({
      to: anchor ? `${address}#${anchor}` : address,
      title, whose, text, nth,
      words: plain(`${title} ${text} ${nth ? "" : whose} ${nth ? "" : nip}`), head: plain(`${title} ${nth ? "" : whose}`),
    })));
  const around = (text, words) => {
    const first = Math.max(0, ...words.slice(0, 1).map((word) => plain(text).indexOf(word)));
    const from = first > 60 ? text.indexOf(" ", first - 50) + 1 : 0;
    return `${from ? "…" : ""}${text.slice(from, from + 160)}${text.length > from + 160 ? "…" : ""}`;
  };
  const marked = (text, words) => text.split(/([\p{L}\p{M}\p{N}]+)/u).map((piece, nth) => {
    if (nth % 2 === 0 || !words.some((word) => plain(piece).includes(word))) return piece;
    const mark = document.createElement("mark");
    mark.textContent = piece;
    return mark;
  });
  const shown = (line, words) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = line.to;
    link.append(...marked(line.title, words));
    item.append(link);
    const about = document.createElement("p");
    about.append(...marked([line.nth ? line.whose : "", around(line.text, words)].filter(Boolean).join(" – "), words));
    item.append(about);
    return item;
  };
  const look = () => {
    const wanted = plain(ask.value).split(/\s+/).filter(Boolean);
    const fits = wanted.length ? lines.filter((each) => wanted.every((word) => each.words.includes(word))) : [];
    const rank = (each) => (wanted.every((word) => each.head.includes(word)) ? 0 : 2) + (each.nth ? 1 : 0);
    const ordered = fits.map((each) => [rank(each), each]).sort((one, other) => one[0] - other[0]);
    results.replaceChildren(...ordered.slice(0, most).map(([, each]) => shown(each, wanted)));
    const told = fits.length > most ? found.dataset.more : fits.length ? found.dataset.found : found.dataset.none;
    found.textContent = wanted.length ? told.replace("{count}", fits.length) : "";
  };
  const asked = () => {
    if (!location.hash.startsWith("#q=")) return;
    try { ask.value = decodeURIComponent(location.hash.slice(3)); } catch { return; }
    look();
  };
  search.addEventListener("input", () => {
    history.replaceState(null, "", `#q=${encodeURIComponent(ask.value)}`);
    look();
  });
  search.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", asked);
  search.hidden = false;
  asked();
  ask.focus();
})();
