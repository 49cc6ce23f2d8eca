// The page's behaviour beside Gradio: the conversation, the source panel, uploads, the start-up notice.
// Text from reports and questions reaches the page through textContent or escaped by the server, never as markup.
(() => {
  "use strict";

  // Gradio takes its own words from the browser's language; this page is Chinese for everyone.
  for (const [name, value] of [["language", "zh-CN"], ["languages", ["zh-CN", "zh"]]]) {
    Object.defineProperty(navigator, name, { get: () => value, configurable: true });
  }

  const el = (tag, className = "", text = "") => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  };
  const button = (className, text, label) => {
    const node = el("button", className, text);
    node.type = "button";
    if (label) node.setAttribute("aria-label", label);
    return node;
  };

  async function call(url, options = {}) {
    const response = await fetch(url, options).catch(() => null);
    if (!response) throw new Error("连不上服务，请检查程序是否还在运行。");
    const body = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(body.error || `请求失败（${response.status}）。`);
    return body;
  }
  const asJson = (body) => ({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

  // ---------------------------------------------------------------- conversation

  function renderThread(box, items) {
    const known = new Map([...box.children].map((node) => [node.dataset.id, node]));
    const wanted = new Set(items.map((item) => item.id));
    for (const [id, node] of known) if (!wanted.has(id)) node.remove();
    let added = null;
    items.forEach((item, i) => {
      let node = known.get(item.id);
      if (!node) {
        node = el("section", "rq-turn");
        node.dataset.id = item.id;
        added = node;
      }
      if (node.rqHtml !== item.html) {
        node.innerHTML = item.html;
        node.rqHtml = item.html;
      }
      if (box.children[i] !== node) box.insertBefore(node, box.children[i] || null);
    });
    box.dataset.empty = String(items.length === 1 && items[0].id === "welcome");
    if (added && added.dataset.id !== "welcome") added.scrollIntoView({ block: "start" });
  }

  function thread(element, props, watch, ask) {
    const box = element.querySelector(".rq-thread");
    renderThread(box, props.value || []);
    watch("value", () => renderThread(box, props.value || []));
    box.addEventListener("click", (event) => {
      const target = event.target.closest("button");
      if (!target) return;
      if (target.dataset.ask !== undefined) {
        if (!box.querySelector(".rq-pending")) ask({ question: target.dataset.ask });
      } else if (target.dataset.cite !== undefined) openMark(target);
      else if (target.dataset.open !== undefined) openCitation(target);
      else if (target.dataset.copy !== undefined) copy(target, target.dataset.copy, "复制");
      else if (target.dataset.vote !== undefined) vote(target);
    });
    document.querySelector('[aria-label="More tabs"]')?.setAttribute("aria-label", "更多标签页");
    focusQuestion();
  }

  function focusQuestion() {
    const box = document.querySelector("#rq-question textarea");
    if (box && matchMedia("(min-width: 640px)").matches) box.focus({ preventScroll: true });
  }

  async function copy(node, text, label) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = el("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    node.textContent = "已复制";
    setTimeout(() => { node.textContent = label; }, 2000);
  }

  async function vote(node) {
    const box = node.closest(".rq-votes");
    const helpful = node.dataset.vote === "up";
    try {
      await call("/api/feedback", asJson({ ...JSON.parse(box.dataset.feedback), helpful }));
      for (const other of box.querySelectorAll("[data-vote]")) other.setAttribute("aria-pressed", String(other === node));
      say(box, "谢谢，已记录。");
      if (!helpful) askWhy(box);
    } catch (error) {
      say(box, error.message);
    }
  }

  function askWhy(box) {
    const form = box.querySelector("form") || box.appendChild(el("form", "rq-why"));
    const input = el("input");
    input.placeholder = "哪里不对？（可不填）";
    input.setAttribute("aria-label", "哪里不对");
    input.maxLength = 500;
    const send = el("button", "rq-tool", "补充");
    form.replaceChildren(input, send);
    form.onsubmit = async (event) => {
      event.preventDefault();
      const comment = input.value.trim();
      if (!comment) return;
      try {
        await call("/api/feedback", asJson({ ...JSON.parse(box.dataset.feedback), helpful: false, comment }));
        form.remove();
        say(box, "谢谢，已补充。");
      } catch (error) {
        say(box, error.message);
      }
    };
    input.focus();
  }

  function say(box, text) {
    const note = box.querySelector(".rq-said") || box.appendChild(el("span", "rq-said rq-small"));
    note.setAttribute("role", "status");
    note.textContent = text;
  }

  function download(text) {
    if (!text) return;
    const link = el("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
    link.download = `问答记录-${new Date().toISOString().slice(0, 10)}.md`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // ---------------------------------------------------------------- source panel

  const sources = new Map();
  const panel = { root: null, cards: [], trail: [], at: 0, opener: null };
  const CHUNK = 3000;

  function openMark(mark) {
    const answer = mark.closest(".rq-answer");
    const card = [...answer.querySelectorAll(".rq-cite")].find((node) => JSON.parse(node.dataset.open).n === Number(mark.dataset.cite));
    if (card) openCitation(card, mark);
  }

  function openCitation(card, opener = card) {
    const kind = card.classList.contains("rq-cite") ? ".rq-cite" : ".rq-hit";
    const cards = [...card.closest(".rq-answer").querySelectorAll(kind)];
    panel.cards = cards;
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
    const spans = panel.trail
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

  // ---------------------------------------------------------------- start-up notice

  const PAUSES = { building: 500, lost: 3000 };
  let lookNow = () => {};

  function watchStart(element, ready) {
    const box = element.querySelector(".rq-start");
    let was = "";
    let timer = 0;
    const look = async () => {
      clearTimeout(timer);
      let state;
      try {
        state = await call("/api/health");
      } catch (error) {
        state = { phase: "lost", message: error.message };
      }
      if (state.phase === "ready" && was && was !== "ready") ready();
      if (state.phase !== was || state.phase === "building") showState(box, state);
      was = state.phase;
      timer = setTimeout(look, PAUSES[state.phase] || 15000);
    };
    lookNow = look;
    look();
  }

  function showState(box, state) {
    document.body.dataset.phase = state.phase;
    if (state.phase === "ready") {
      box.replaceChildren();
      return;
    }
    if (state.phase !== "building") {
      box.replaceChildren(el("p", "rq-problem", state.phase === "error" ? `系统未能启动：${state.message}` : state.message));
      return;
    }
    box.replaceChildren(el("p", "", "首次使用需要准备，完成后即可提问，无需刷新页面。"), bar(state.message, state.done, state.total));
  }

  function bar(text, done, total) {
    const node = el("div", "rq-bar");
    const track = el("div", "rq-track");
    const filled = track.appendChild(el("div"));
    track.setAttribute("role", "progressbar");
    track.setAttribute("aria-label", text);
    if (total > 0) {
      track.setAttribute("aria-valuenow", String(Math.round((100 * done) / total)));
      filled.style.width = `${(100 * done) / total}%`;
    } else track.dataset.unknown = "";
    node.append(el("span", "rq-small", total > 0 ? `${text}（${done}/${total}）` : `${text}…`), track);
    return node;
  }

  // ---------------------------------------------------------------- library

  function upload(element, added) {
    const form = element.querySelector("form");
    const input = form.querySelector("input");
    const drop = form.querySelector(".rq-drop");
    const send = (files) => files.length && sendFiles(form, [...files], added);
    input.addEventListener("change", () => { send([...input.files]); input.value = ""; });
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const name of ["dragenter", "dragover"]) {
      drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("rq-over"); });
    }
    for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("rq-over"));
    drop.addEventListener("drop", (event) => { event.preventDefault(); send(event.dataTransfer.files); });
  }

  async function sendFiles(form, files, added) {
    const progress = form.querySelector(".rq-progress");
    const outcomes = form.querySelector(".rq-outcomes");
    const show = (...state) => { progress.hidden = false; progress.replaceChildren(bar(...state)); };
    form.classList.add("rq-busy");
    outcomes.replaceChildren();
    try {
      let job = await post(files, (done, total) => show("正在上传", Math.round(done / 1024), Math.round(total / 1024)));
      while (!job.finished) {
        show(job.message, job.done, job.total);
        await new Promise((resolve) => { setTimeout(resolve, 300); });
        job = await call(`/api/jobs/${job.id}`);
      }
      outcomes.replaceChildren(...job.outcomes.map((one) => el("li", one.ok ? "rq-good" : "rq-bad", `${one.name}：${one.message}`)));
      added();
    } catch (error) {
      outcomes.replaceChildren(el("li", "rq-bad", error.message));
    } finally {
      progress.hidden = true;
      form.classList.remove("rq-busy");
    }
  }

  function post(files, progress) {
    return new Promise((resolve, reject) => {
      const form = new FormData();
      for (const file of files) form.append("files", file, file.name);
      const request = new XMLHttpRequest();
      request.open("POST", "/api/reports");
      request.responseType = "json";
      request.upload.onprogress = (event) => progress(event.loaded, event.total);
      request.onerror = () => reject(new Error("上传中断，请检查程序是否还在运行。"));
      request.onload = () => {
        if (request.status === 202) resolve(request.response);
        else reject(new Error(request.response?.error || `上传失败（${request.status}）。`));
      };
      request.send(form);
    });
  }

  function library(element, changed) {
    const bar = el("p", "rq-undo");
    bar.setAttribute("role", "status");
    element.parentElement.prepend(bar);
    element.addEventListener("click", async (event) => {
      const name = event.target.closest("[data-remove]")?.dataset.remove;
      if (!name || !confirm(`从库中移除“${name}”？移除后问答不再使用它。`)) return;
      try {
        const { remark } = await call(`/api/reports?file=${encodeURIComponent(name)}`, { method: "DELETE" });
        offerUndo(bar, name, remark, changed);
        sources.delete(name);
      } catch (error) {
        bar.textContent = error.message;
      }
      changed();
    });
  }

  function offerUndo(bar, name, remark, changed) {
    const undo = button("rq-tool", "撤销");
    bar.replaceChildren(`已移除“${name}”。${remark}`, undo);
    undo.addEventListener("click", async () => {
      undo.disabled = true;
      bar.replaceChildren(`正在恢复“${name}”…`);
      try {
        await call("/api/reports/restore", asJson({ file: name }));
        bar.replaceChildren(`已恢复“${name}”。`);
      } catch (error) {
        bar.replaceChildren(error.message);
      }
      changed();
    });
  }

  // ---------------------------------------------------------------- keyboard

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panelOpen()) {
      event.preventDefault();
      closePanel();
    }
    const inside = panelOpen() && panel.root.contains(document.activeElement);
    if (inside && event.altKey && event.key === "ArrowLeft") { event.preventDefault(); step(-1); }
    if (inside && event.altKey && event.key === "ArrowRight") { event.preventDefault(); step(1); }
  });
  // An Enter that only confirms a word of an input method must not send the question, nor one while an answer is on its way.
  for (const name of ["keydown", "keypress"]) {
    document.addEventListener(name, (event) => {
      if (event.key !== "Enter" || event.shiftKey || !event.target.closest("#rq-question")) return;
      const composing = event.isComposing || event.keyCode === 229;
      const busy = document.querySelector(".rq-pending") || event.repeat;
      if (composing || busy) event.stopPropagation();
      if (busy) event.preventDefault();
      if (document.body.dataset.phase === "ready") lookNow();
    }, true);
  }

  window.reportqa = { thread, watchStart, upload, library, download };
})();
