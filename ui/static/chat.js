// The conversation: its exchanges, their buttons, the keys of the question box.
(() => {
  "use strict";

  const { el, call, asJson, copy, openMark, openCitation, lookNow } = window.reportqa;

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

  // The same question twice within a second is one that was sent twice by mistake, unless the first was turned down.
  const last = { text: "", phase: "", at: 0 };
  function again() {
    const text = document.querySelector("#rq-question textarea").value.trim();
    const { phase } = document.body.dataset;
    const same = text !== "" && text === last.text && phase === last.phase && performance.now() - last.at < 1000;
    Object.assign(last, { text, phase, at: performance.now() });
    return same && !document.querySelector(".rq-problem");
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("#rq-send") && again()) event.stopPropagation();
  }, true);

  // An Enter that only confirms a word of an input method must not send the question, nor one while an answer is on its way.
  for (const name of ["keydown", "keypress"]) {
    document.addEventListener(name, (event) => {
      if (event.key !== "Enter" || event.shiftKey || !event.target.closest("#rq-question")) return;
      const composing = event.isComposing || event.keyCode === 229;
      const busy = document.querySelector(".rq-pending") || event.repeat || (!composing && name === "keydown" && again());
      if (composing || busy) event.stopPropagation();
      if (busy) event.preventDefault();
      if (document.body.dataset.phase === "ready") lookNow();
    }, true);
  }

  Object.assign(window.reportqa, { thread, download });
})();
