// The panel beside the conversation that shows a citation in its source.
(() => {
  "use strict";

  const { el, call, copy } = window.reportqa;

  const sources = new Map();
  const panel = { root: null, cards: [], trail: [], at: 0, opener: null };
  const CHUNK = 3000;

  function openMark(mark) {
    const answer = mark.closest(".rq-answer");
    const card = [...answer.querySelectorAll(".rq-cite")].find((node) => JSON.parse(node.dataset.open).n === Number(mark.dataset.cite));
    if (card) openCitation(card, mark);
  }

  function openCitation(card, opener = card) {
    const kind = [".rq-cite", ".rq-hit", ".rq-read"].find((name) => card.matches(name));
    const cards = [...card.closest(".rq-answer, .rq-library").querySelectorAll(kind)];
    panel.cards = cards;
    panel.reading = kind === ".rq-read";
    panel.trail = cards.map((node) => JSON.parse(node.dataset.open));
    panel.at = cards.indexOf(card);
    panel.opener = opener;
    showPanel();
  }

  function buildPanel() {
    const root = el("aside", "rq-panel");
    root.setAttribute("role", "dialog");
    root.setAttribute("aria-label", "报告原文");
    root.tabIndex = -1;
    root.hidden = true;
    root.innerHTML =
      '<header><div class="rq-panel-bar"><button type="button" class="rq-tool" data-go="-1">上一条</button>' +
      '<span class="rq-panel-count rq-small" aria-live="polite"></span><button type="button" class="rq-tool" data-go="1">下一条</button>' +
      '<button type="button" class="rq-tool rq-quote-copy">复制引文</button>' +
      '<button type="button" class="rq-tool rq-close" aria-label="关闭原文">关闭</button></div>' +
      '<h2></h2><p class="rq-meta"></p><p class="rq-path"></p><div class="rq-panel-notes"></div></header>' +
      '<div class="rq-source" tabindex="0" aria-label="原文"></div>';
    root.querySelector(".rq-close").addEventListener("click", closePanel);
    root.querySelector(".rq-quote-copy").addEventListener("click", (event) => copy(event.target, quoted(), "复制引文"));
    for (const node of root.querySelectorAll("[data-go]")) node.addEventListener("click", () => step(Number(node.dataset.go)));
    document.body.append(root);
    return root;
  }

  function quoted() {
    const cite = panel.trail[panel.at];
    const mark = panel.root.querySelectorAll("mark.rq-here");
    const text = [...mark].map((node) => node.textContent).join("").replace(/\s+/g, " ").trim();
    return `“${text}”——${[cite.title, cite.meta, cite.path.join(" › ")].filter(Boolean).join("，")}`;
  }

  function step(by) {
    const next = panel.at + by;
    if (next < 0 || next >= panel.trail.length) return;
    panel.at = next;
    showPanel();
  }

  const panelOpen = () => Boolean(panel.root && !panel.root.hidden);

  // An open panel is a step of the browser's history, so that "back" on a phone closes it and stays on the page.
  function closePanel() {
    if (panelOpen()) history.back();
  }

  window.addEventListener("popstate", () => {
    if (!panelOpen()) return;
    panel.root.hidden = true;
    document.body.classList.remove("rq-panel-open");
    markOpen(null);
    if (panel.opener && panel.opener.isConnected) panel.opener.focus();
  });

  function markOpen(card) {
    for (const node of document.querySelectorAll(".rq-cite[aria-current]")) node.removeAttribute("aria-current");
    card?.setAttribute("aria-current", "true");
  }

  async function showPanel() {
    panel.root ||= buildPanel();
    const { root } = panel;
    const cite = panel.trail[panel.at];
    if (!panelOpen()) history.pushState({ panel: true }, "");
    root.hidden = false;
    document.body.classList.add("rq-panel-open");
    markOpen(panel.cards[panel.at]);
    root.querySelector(".rq-quote-copy").hidden = panel.reading;
    root.classList.toggle("rq-reading", panel.reading);
    root.querySelector("h2").textContent = cite.title;
    root.querySelector(".rq-meta").textContent = cite.meta;
    root.querySelector(".rq-path").textContent = cite.path.join(" › ");
    showNotes(root.querySelector(".rq-panel-notes"), cite.notes);
    root.querySelector(".rq-panel-count").textContent = `${panel.at + 1} / ${panel.trail.length}`;
    for (const node of root.querySelectorAll("[data-go]")) {
      const next = panel.at + Number(node.dataset.go);
      node.disabled = next < 0 || next >= panel.trail.length;
    }
    if (!root.contains(document.activeElement)) {
      panel.opener.scrollIntoView({ block: "nearest" });
      root.focus({ preventScroll: true });
    }
    const body = root.querySelector(".rq-source");
    try {
      if (!sources.has(cite.file)) {
        body.replaceChildren(el("p", "rq-wait", "正在载入原文…"));
        sources.set(cite.file, prepare(await call(`/api/source?file=${encodeURIComponent(cite.file)}`)));
      }
      if (cite === panel.trail[panel.at]) showSource(body, sources.get(cite.file), cite);
    } catch (error) {
      body.replaceChildren(el("p", "rq-problem", error.message));
    }
  }

  function showNotes(box, notes) {
    const fold = el("details");
    fold.open = matchMedia("(min-width: 761px)").matches;
    fold.append(el("summary", "", `报告存疑：${notes.length} 条说明`), ...notes.map((note) => el("p", "rq-flag", note)));
    box.replaceChildren(...(notes.length ? [fold] : []));
  }

  // Offsets from the server count code points; JavaScript strings count UTF-16 units.
  function prepare(source) {
    const { text } = source;
    const wide = [];
    let point = 0;
    for (let i = 0; i < text.length; i += 1, point += 1) {
      const code = text.charCodeAt(i);
      if (code >= 0xd800 && code < 0xdc00) {
        wide.push(point);
        i += 1;
      }
    }
    source.unit = (offset) => offset + wide.filter((at) => at < offset).length;
    return source;
  }

  function showSource(body, source, cite) {
    const here = [source.unit(cite.start), source.unit(cite.end)];
    const spans = (panel.reading ? [] : panel.trail)
      .filter((other) => other.file === cite.file)
      .map((other) => [source.unit(other.start), source.unit(other.end)])
      .filter(([start, end]) => end <= here[0] || start >= here[1]);
    const marks = [...spans.map((span) => [...span, "rq-also"]), [...here, "rq-here"]].sort((a, b) => a[0] - b[0]);
    body.replaceChildren(...chunks(source.text).map(([start, end]) => chunk(source.text, start, end, marks)));
    const first = body.querySelector("mark.rq-here");
    if (!first) return;
    settle(body, first);
  }

  // Chunks off the screen are laid out only when they come near it, so a first scroll can land beside its aim.
  function settle(body, mark, tries = 4) {
    const rect = mark.getBoundingClientRect();
    const box = body.getBoundingClientRect();
    const wanted = box.top + Math.min(box.height / 4, 160);
    body.scrollTop += rect.top - wanted;
    if (tries > 0) requestAnimationFrame(() => settle(body, mark, tries - 1));
  }

  function chunks(text) {
    const found = [];
    let start = 0;
    while (start < text.length) {
      const newline = text.indexOf("\n", Math.min(start + CHUNK, text.length));
      const end = newline < 0 ? text.length : newline;
      found.push([start, end]);
      start = end + 1;
    }
    return found;
  }

  function chunk(text, start, end, marks) {
    const node = el("div", "rq-chunk");
    let at = start;
    for (const [from, to, className] of marks) {
      const [a, b] = [Math.max(from, at), Math.min(to, end)];
      if (a >= b) continue;
      node.append(text.slice(at, a), el("mark", className, text.slice(a, b)));
      at = b;
    }
    node.append(text.slice(at, end) || (at === start ? " " : ""));
    return node;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panelOpen()) {
      event.preventDefault();
      closePanel();
    }
    const inside = panelOpen() && panel.root.contains(document.activeElement);
    if (inside && event.altKey && event.key === "ArrowLeft") { event.preventDefault(); step(-1); }
    if (inside && event.altKey && event.key === "ArrowRight") { event.preventDefault(); step(1); }
  });

  Object.assign(window.reportqa, { openMark, openCitation, forgetSource: (file) => sources.delete(file) });
})();
